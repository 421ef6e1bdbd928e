// The built function in a process of its own: `function-child.ts LAMBDA TOOL` runs one call, which environment and
// standard input tell it of, and sends its parent the figures: the function logs on standard output.
import { createRequire } from 'node:module';
import { text } from 'node:stream/consumers';
import type { StreamHandler } from '../../server-lambda/handler.ts';
import { readIntegrationResponse } from '../../server-lambda/local/gateway/integration-response.ts';
import { installLambdaRuntime, invoke } from '../../server-lambda/local/gateway/lambda-runtime.ts';
import { postEvent } from './post-event.ts';
import { peakMemoryMb } from './memory.ts';

export interface FunctionRun {
  readonly ms: number;
  readonly peakMb: number;
  readonly status: number;
  readonly answer: string;
}

const [program = '', tool = ''] = process.argv.slice(2);
const body = await text(process.stdin);
installLambdaRuntime();
const { handler } = createRequire(import.meta.url)(program) as { readonly handler: StreamHandler };
const start = performance.now();
const { head, body: answer } = await readIntegrationResponse(
  invoke(handler, postEvent(`/tools/${tool}`, body), 'bench'),
);
const said: Buffer[] = [];
for await (const chunk of answer) said.push(chunk);
const run: FunctionRun = {
  ms: performance.now() - start,
  peakMb: peakMemoryMb(),
  status: head.statusCode,
  answer: Buffer.concat(said).toString('utf8'),
};
process.send?.(run);
