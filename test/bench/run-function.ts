import { spawn } from 'node:child_process';
import path from 'node:path';
import type { FunctionRun } from './function-child.ts';

const LAMBDA = path.resolve(import.meta.dirname, '../../dist/lambda.js');

/** One call of a tool of the built function, in a process of its own. Rejects where that ends without figures. */
export async function runFunction(
  environment: Readonly<Record<string, string>>,
  tool: string,
  input: object,
): Promise<FunctionRun> {
  const program = path.join(import.meta.dirname, 'function-child.ts');
  const child = spawn(process.execPath, [...process.execArgv, program, LAMBDA, tool], {
    env: { ...process.env, ...environment },
    stdio: ['pipe', 'ignore', 'inherit', 'ipc'],
  });
  child.stdin?.end(JSON.stringify(input));
  return new Promise((resolve, reject) => {
    // The child sends just this.
    child.once('message', (run) => {
      resolve(run as FunctionRun);
    });
    child.once('exit', (code) => {
      reject(new Error(`The function's process ended with code ${String(code)} and no figures.`));
    });
  });
}
