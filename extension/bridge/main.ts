import { VERSION } from '#core/contract/version.ts';
import { credentialSource } from '../aws/credentials.ts';
import { errorAnswer, RPC_CODES } from './answers.ts';
import { cacheFolder } from './cache-folder.ts';
import { clock } from './clock.ts';
import { conversation } from './conversation.ts';
import { lifeCycle } from './exit.ts';
import { forwarder } from './forward.ts';
import { hostQuestions } from './host-questions.ts';
import { pooledSend } from './http.ts';
import { openLog, type Log } from './log.ts';
import { HELP, readInvocation, type BridgeOptions, type Checked, type DoctorForm } from './options.ts';
import { signingRegion } from './region.ts';
import { answersFile, rememberedAnswers } from './remembered-answers.ts';
import { retrying } from './retry.ts';
import { signed } from './sign.ts';
import { lineWriter, readLines } from './stdio.ts';

const invocation = readInvocation(process.argv.slice(2), process.env);
switch (invocation.kind) {
  case 'help':
    process.stdout.write(HELP);
    break;
  case 'version':
    process.stdout.write(`${VERSION}\n`);
    break;
  case 'misused':
    openLog('info').error(invocation.sentence);
    process.exitCode = 2;
    break;
  case 'unconfigured':
    // The id is the one that hosts give their first request, which is `initialize`.
    process.stdout.write(`${errorAnswer('1', RPC_CODES.notConfigured, invocation.sentence)}\n`);
    openLog('info').error(invocation.sentence);
    process.exitCode = 1;
    break;
  case 'local':
    void handOverTo(invocation.directory);
    break;
  case 'bridge':
    bridge(invocation.options);
    break;
  case 'doctor':
    void examine(invocation.checked, invocation.form);
    break;
}

async function examine(checked: Checked, form: DoctorForm): Promise<void> {
  const { runDoctor } = await import('./doctor/run.ts');
  prepareProcess(openLog('error'));
  // Not process.exit: what was printed may not have left the program yet.
  process.exitCode = (await runDoctor(checked, form)) ? 0 : 1;
}

async function handOverTo(directory: string | undefined): Promise<void> {
  const { handOver } = await import('./hand-over.ts');
  handOver(directory, openLog('info'));
}

function bridge(options: BridgeOptions): void {
  const { url } = options.endpoint;
  const log = openLog(options.logLevel, options.logFile);
  prepareProcess(log);
  const given = options.region ?? options.endpoint.region;
  let region = given;
  const regionOf = signingRegion(options);
  const resolveRegion = async () => (region = await regionOf());

  const life = lifeCycle(
    () => forward,
    () => writer,
    log,
  );
  const writer = lineWriter(process.stdout, () => life.stop('the output was closed'));
  const time = clock(log);
  const questions = hostQuestions(writer.write);
  const credentials = credentialSource(options.profile, {
    region: given,
    askMfaCode: questions.askMfaCode,
    now: time.now,
  });
  const sign = signed({ credentials, region: resolveRegion, clock: time, log });
  const forward = forwarder({
    send: retrying(sign(pooledSend(url)), log),
    conversation: conversation(),
    remembered: rememberedAnswers(answersFile(cacheFolder(), [url.href, options.profile, VERSION]), log),
    questions,
    callBudgetMs: options.callBudgetMs,
    write: writer.write,
    caller: () => ({ url, profile: options.profile, region }),
    log,
  });
  readLines(process.stdin, { onLine: forward.take, onTooLong: forward.refuseTooLong, onEnd: () => life.inputEnded() });

  const identity = options.profile ?? (process.env['AWS_ACCESS_KEY_ID'] === undefined ? 'default' : undefined);
  log.info(
    `forwarding to ${url.origin}${url.pathname} as ${identity === undefined ? 'the key in the environment' : `profile ${identity}`} in ${given ?? "the profile's region"}`,
  );
  const { region: hostRegion } = options.endpoint;
  if (hostRegion !== undefined && options.region !== undefined && hostRegion !== options.region) {
    log.warn(`requests are signed for ${options.region}, but the server's name says ${hostRegion}`);
  }
}

function prepareProcess(log: Log): void {
  // An editor starts this program as Node through its own binary; credential processes must not inherit that.
  delete process.env['ELECTRON_RUN_AS_NODE'];
  // Node prints warnings over several lines.
  process.removeAllListeners('warning');
  process.on('warning', (warning) => log.debug(`${warning.name}: ${warning.message}`));
}
