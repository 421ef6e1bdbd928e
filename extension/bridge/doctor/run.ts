import { CaseInsightsError } from '#core/errors.ts';
import { createInterface } from 'node:readline/promises';
import type { AskMfaCode, AwsCredentials } from '../../aws/aws-credentials.ts';
import { credentialSource } from '../../aws/credentials.ts';
import { clock } from '../clock.ts';
import type { Caller } from '../explain.ts';
import { pooledSend } from '../http.ts';
import { openLog, type Log } from '../log.ts';
import type { Checked, DoctorForm } from '../options.ts';
import { signingRegion } from '../region.ts';
import { signed } from '../sign.ts';
import { checkIdentity, checkSettings, describeCredentials } from './identity.ts';
import { checkClock, checkConnection, checkName } from './network.ts';
import { PRINTERS } from './printers.ts';
import { stepRunner, STEPS, type Report, type StepId, type StepRunner } from './report.ts';
import { callTool, checkPermission, checkServer, checkSignature, open, type Opening } from './server.ts';

/**
 * Walks the whole way that a call takes and prints each step in the form asked for. Resolves to whether all is well.
 */
export async function runDoctor(checked: Checked, form: DoctorForm): Promise<boolean> {
  const printer = PRINTERS[form]((text) => process.stdout.write(text));
  // The steps already report what the log would.
  const log = openLog('error');
  const report = await walk(checked, stepRunner(printer), log, form === 'text' ? askInTerminal() : undefined);
  printer.onEnd(report);
  return report.ok;
}

async function walk(
  checked: Checked,
  { step, report }: StepRunner,
  log: Log,
  askMfaCode: AskMfaCode | undefined,
): Promise<Report> {
  if ('problem' in checked) {
    for (const id of Object.keys(STEPS) as StepId[]) {
      await step(id, () => {
        throw new CaseInsightsError('INVALID_INPUT', checked.problem, 'The URL is the stack output MCPServerEndpoint.');
      });
    }
    return report();
  }
  const { options } = checked;
  const { url } = options.endpoint;
  const regionOf = signingRegion(options);
  const time = clock(log);
  const source = credentialSource(options.profile, {
    region: options.region ?? options.endpoint.region,
    askMfaCode: () => askMfaCode,
    now: time.now,
  });
  const send = pooledSend(url, { connectMs: 10_000, idleMs: 120_000 });
  let region: string | undefined;
  let date: string | undefined;
  let credentials: AwsCredentials | undefined;
  let opening: Opening = { kind: 'other', failure: new CaseInsightsError('INTERNAL', 'Nothing was sent.', '') };
  const caller = (): Caller => ({ url, profile: options.profile, region });

  await step('settings', async () => {
    const finding = await checkSettings(options, regionOf);
    region = await regionOf();
    return finding;
  });
  await step('credentials', async () => {
    credentials = await source();
    return describeCredentials(credentials);
  });
  await step('dns', () => checkName(caller()));
  await step('connection', () =>
    checkConnection(caller(), send, ({ headers }) => {
      date = headers['date'];
      time.follow(date);
    }),
  );
  await step('clock', () => checkClock(date, time.skew()));
  await step('identity', () => {
    if (credentials === undefined || region === undefined) throw new Error('no credentials');
    return checkIdentity(credentials, url, region, time.now);
  });
  const signedSend = signed({ credentials: source, region: regionOf, clock: time, log })(send);
  await step('signature', async () => {
    opening = await open(signedSend, caller());
    return checkSignature(opening, caller());
  });
  await step('permission', () => checkPermission(opening, caller()));
  await step('server', () => checkServer(opening));
  await step('query', async () => {
    const { total_cases: total } = await callTool(signedSend, caller(), opening, 'get_case_summary', { days_back: 30 });
    return {
      detail: `get_case_summary answers${typeof total === 'number' ? `: ${total} cases in the last 30 days` : ''}.`,
    };
  });
  await step('model', async () => {
    const { model_id: model } = await callTool(signedSend, caller(), opening, 'analyze_with_bedrock', {
      data: 'Monday: 3 visitors. Tuesday: 5 visitors.',
      analysis_prompt: 'Which day had more visitors? Answer in one word.',
    });
    return { detail: `analyze_with_bedrock answers${typeof model === 'string' ? `; model: ${model}` : ''}.` };
  });
  return report();
}

/** Undefined without an interactive terminal. */
function askInTerminal(): AskMfaCode | undefined {
  if (!process.stdin.isTTY) return undefined;
  return async (device) => {
    const terminal = createInterface({ input: process.stdin, output: process.stderr });
    try {
      return (await terminal.question(`Code of the MFA device ${device}: `)).trim();
    } finally {
      terminal.close();
    }
  };
}
