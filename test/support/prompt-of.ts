import { z } from 'zod';
import type { BedrockRequest } from './bedrock-endpoint.ts';
import { readCases, readFences } from './prompt-fences.ts';

const text = z.array(z.object({ text: z.string() })).length(1);
/** Text, and where a model is to keep what stands before, a point of its cache. */
const content = z.array(z.object({ text: z.string().optional(), cachePoint: z.unknown().optional() }));
const converseInput = z.object({ system: text, messages: z.array(z.object({ content })).length(1) });

/** The two texts of which the product makes a request to a model. */
export function promptOf({ input }: BedrockRequest): { readonly system: string; readonly user: string } {
  const { system, messages } = converseInput.parse(input);
  return {
    system: system[0]?.text ?? '',
    user: (messages[0]?.content ?? []).map(({ text: part = '' }) => part).join(''),
  };
}

/** The numbers of the cases whose summaries a model is given to read. */
export function caseNumbersIn(request: BedrockRequest): readonly string[] {
  const { system, user } = promptOf(request);
  return readCases(readFences(system, user)).map(({ number }) => number);
}
