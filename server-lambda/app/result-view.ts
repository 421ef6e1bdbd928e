import type { ChartWords } from '#core/charts/chart-words.ts';
import { ofComparison } from './comparison-view.ts';
import { ofAnalysis, ofData, ofRootCauses, ofTrends } from './count-views.ts';
import { ofGroups } from './group-view.ts';
import { list, shape, text, type Shape } from './read.ts';
import { periodText, sentence, type View } from './view.ts';

const UNKNOWN = 'This answer has no figures that could be drawn; its text says everything.';

/** What to show of the result of a tool (an MCP `CallToolResult`), whatever it holds. */
export function viewOf(result: unknown, words: ChartWords): View {
  const answer = structured(result);
  if (answer === undefined) return sentence(failureText(result) ?? UNKNOWN);
  const error = shape(answer['error']);
  if (error) {
    const said = [text(error['message']), text(error['remedy'])].filter((part) => part !== undefined);
    return sentence(said.join(' ') || 'The call failed.');
  }
  const readers = [ofAnalysis, ofComparison, ofRootCauses, ofTrends, ofData, ofGroups];
  const view = readers.map((read) => read(answer, words)).find((found) => found !== undefined);
  if (view === undefined) return sentence(UNKNOWN);
  const note = text(answer['note']);
  if (view.kind === 'sentence') return sentence([view.text, note].filter((part) => part !== undefined).join(' '));
  return note === undefined || view.note !== undefined ? view : { ...view, note };
}

/** What to say while the answer is awaited, given the arguments of the call. */
export function waitingText(input: unknown, words: ChartWords): string {
  const period = periodText(shape(input) ?? {}, words);
  return period === undefined ? 'Waiting for the figures…' : `Waiting for the figures of ${period}…`;
}

/** The structured content; hosts that pass on only the text pass on the same as JSON. */
function structured(result: unknown): Shape | undefined {
  const content = shape(shape(result)?.['structuredContent']);
  if (content !== undefined) return content;
  try {
    return shape(JSON.parse(firstText(result) ?? ''));
  } catch {
    return undefined;
  }
}

function firstText(result: unknown): string | undefined {
  return text(shape(list(shape(result)?.['content'])?.[0])?.['text']);
}

function failureText(result: unknown): string | undefined {
  return shape(result)?.['isError'] === true ? firstText(result) : undefined;
}
