// Starts the built programs as an MCP host does and asks each a question, to see whether they work on this machine.
// `node scripts/smoke.mjs [DIR | FILE.vsix]`; the default is dist/. Needs no network and no AWS account.
import { spawn } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { createInterface } from 'node:readline';
import { unzipSync } from 'fflate';

const root = path.resolve(import.meta.dirname, '..');
const LONGEST_MS = 60_000;
const { version } = JSON.parse(readFileSync(path.join(root, 'package.json'), 'utf8'));
const scratch = mkdtempSync(path.join(tmpdir(), 'case-insights-smoke-'));
const given = path.resolve(process.argv[2] ?? path.join(root, 'dist'));
const programs = given.endsWith('.vsix') ? unpack(given) : given;

let failed = 0;
await check('bridge --version', async () => {
  const { output } = await run('bridge.js', '--version');
  expect(output.trim() === version, `it says ${JSON.stringify(output.trim())}, but this is ${version}`);
});
await check('bridge --doctor', async () => {
  const { output, code } = await run('bridge.js', '--doctor', '--json');
  const { ok } = JSON.parse(output);
  expect(ok === false && code === 1, `without an endpoint it must fail with code 1, but ended with ${code}: ${output}`);
});
const tools = [];
await check('local server', async () => {
  await conversation('local.js', [], async (ask) => {
    tools.push(...(await namesOfTools(ask)));
    const answer = await ask('tools/call', { name: 'get_case_summary', arguments: { days_back: 36_500 } });
    expect(answer.isError !== true, `get_case_summary failed: ${JSON.stringify(answer.content)}`);
  });
});
await check('bridge --local', async () => {
  await conversation('bridge.js', ['--local'], async (ask) => {
    const names = await namesOfTools(ask);
    expect(names.join() === tools.join(), `it lists ${names.join(', ')}`);
  });
});
rmSync(scratch, { recursive: true, force: true, maxRetries: 5 });
process.exit(failed === 0 ? 0 : 1);

async function check(name, run) {
  const start = performance.now();
  try {
    await run();
    process.stdout.write(`passed  ${name} (${Math.round(performance.now() - start)} ms)\n`);
  } catch (error) {
    failed++;
    process.stdout.write(`FAILED  ${name}: ${error instanceof Error ? error.message : String(error)}\n`);
  }
}

function expect(condition, otherwise) {
  if (!condition) throw new Error(otherwise);
}

/** Unpacks the .vsix, a zip file with the extension in `extension/`. Returns the folder of its programs. */
function unpack(vsix) {
  for (const [name, bytes] of Object.entries(unzipSync(readFileSync(vsix)))) {
    if (name.endsWith('/')) continue;
    const file = path.join(scratch, ...name.split('/'));
    mkdirSync(path.dirname(file), { recursive: true });
    writeFileSync(file, bytes);
  }
  return path.join(scratch, 'extension', 'dist');
}

/** Starts a program that sees no AWS settings of this machine and writes only to the scratch folder. */
function start(program, args) {
  const kept = ['PATH', 'SYSTEMROOT', 'TEMP', 'TMPDIR', 'HOME', 'USERPROFILE'];
  const env = Object.fromEntries(kept.flatMap((name) => (name in process.env ? [[name, process.env[name]]] : [])));
  for (const name of ['AWS_CONFIG_FILE', 'AWS_SHARED_CREDENTIALS_FILE']) env[name] = path.join(scratch, 'none');
  for (const name of ['XDG_CACHE_HOME', 'LOCALAPPDATA']) env[name] = scratch;
  env.AWS_EC2_METADATA_DISABLED = 'true';
  const child = spawn(process.execPath, [path.join(programs, program), ...args], { cwd: scratch, env });
  let log = '';
  child.stderr.on('data', (chunk) => (log += chunk));
  // Writing fails once the program has ended. The end itself is reported, with its log.
  child.stdin.on('error', () => {});
  return { child, ended: (code) => `${program} ended with ${code}. Its log:\n${log}` };
}

async function run(program, ...args) {
  const { child, ended } = start(program, args);
  let output = '';
  child.stdout.on('data', (chunk) => (output += chunk));
  const code = await within(program, new Promise((resolve) => child.once('close', resolve)), child);
  expect(output !== '', ended(code));
  return { output, code };
}

/** Talks to a program over stdin and stdout, as an MCP host does, then stops it. */
async function conversation(program, args, talk) {
  const { child, ended } = start(program, args);
  const waiting = new Map();
  const gone = new Promise((_, reject) => child.once('close', (code) => reject(new Error(ended(code)))));
  gone.catch(() => {});
  createInterface({ input: child.stdout }).on('line', (line) => {
    const message = JSON.parse(line);
    waiting.get(message.id)?.(message);
  });
  const send = (message) => child.stdin.write(`${JSON.stringify({ jsonrpc: '2.0', ...message })}\n`);
  let id = 0;
  const ask = async (method, params) => {
    id++;
    const answer = new Promise((resolve) => waiting.set(id, resolve));
    send({ id, method, params });
    const { result, error } = await within(`${program}: ${method}`, Promise.race([answer, gone]), child);
    expect(error === undefined, `${program} answers ${method} with ${JSON.stringify(error)}`);
    return result;
  };
  try {
    const clientInfo = { name: 'smoke test', version };
    const { serverInfo } = await ask('initialize', { protocolVersion: '2025-11-25', capabilities: {}, clientInfo });
    expect(serverInfo.version === version, `${program} says that it is version ${serverInfo.version}`);
    send({ method: 'notifications/initialized' });
    await talk(ask);
  } finally {
    child.kill();
  }
}

async function namesOfTools(ask) {
  const { tools } = await ask('tools/list', {});
  const names = tools.map(({ name }) => name);
  expect(names.includes('query_athena'), `it lists ${names.join(', ')}`);
  return names;
}

/** Resolves as the promise does. Stops the program and rejects if it takes too long. */
async function within(what, promise, child) {
  let timer;
  const late = new Promise((_, reject) => {
    timer = setTimeout(() => {
      child.kill();
      reject(new Error(`${what} took more than ${LONGEST_MS / 1000} seconds`));
    }, LONGEST_MS);
  });
  try {
    return await Promise.race([promise, late]);
  } finally {
    clearTimeout(timer);
  }
}
