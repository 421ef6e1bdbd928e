import * as vscode from 'vscode';
import { readEndpoint, type Endpoint } from '../../aws/endpoint.ts';
import type { ListedNode } from '../servers/server-node.ts';
import type { BridgeSource } from '../launch/bridge-installation.ts';
import { checkEndpoint } from './check-endpoint.ts';
import { LONGEST_LABEL, REGION, serverKey, type KnownServer } from '../servers/known-server.ts';
import { addServer, knownServers, removeServer } from '../servers/known-servers.ts';
import { copyFor, describeTarget, targetsHere, type Target } from '../mcp-hosts/targets.ts';
import { readPastedEndpoint } from './pasted-endpoint.ts';
import { profileNames } from '../credentials/profile-names.ts';
import { askPick, askText } from '../input/quick-input.ts';
import { BACK, runSteps, type Step } from '../input/run-steps.ts';
import { SAMPLE_SERVER_LABEL } from '../launch/sample-server-launch.ts';
import { serverLaunch } from '../launch/server-launch.ts';
import { writeToHost } from '../mcp-hosts/write-to-host.ts';

interface Draft {
  endpoint?: Endpoint;
  pasted: string;
  region: string;
  profile?: string | undefined;
  label: string;
}

/**
 * Asks for a deployed server step by step, checks its URL, and registers it where the person wants it. For a given
 * deployment, the URL is known.
 */
export async function connectExisting(
  context: vscode.ExtensionContext,
  bridge: BridgeSource,
  node?: ListedNode,
): Promise<void> {
  const draft: Draft = { pasted: '', region: '', label: '' };
  const given = node?.kind === 'server' ? node.deployment : undefined;
  const endpoint = given?.endpoint === undefined ? undefined : readEndpoint(given.endpoint);
  if (endpoint?.ok === true) Object.assign(draft, { endpoint: endpoint.endpoint, region: given?.region });
  const title = vscode.l10n.t('Connect to an Existing Server');
  let done: (() => Promise<void>) | undefined;
  const steps: readonly Step[] = [
    (position) => (endpoint?.ok === true ? SKIPPED : askEndpoint(draft, { ...position, title })),
    (position) => (endpoint?.ok === true ? SKIPPED : askRegion(draft, { ...position, title })),
    (position) => askProfile(draft, { ...position, title }),
    (position) => askLabel(draft, { ...position, title }),
    async (position) => {
      for (;;) {
        const target = await askPick({
          ...position,
          title,
          placeholder: vscode.l10n.t('Choose where to add {0}', draft.label),
          items: targetsHere().map((each) => ({ ...describeTarget(each), target: each })),
        });
        if (target === undefined || target === BACK) return target;
        const outcome = await register(context, bridge, toServer(draft), target.target);
        // Back from the preview.
        if (outcome === BACK) continue;
        done = outcome;
        return outcome && 'answered';
      }
    },
  ];
  if (await runSteps(steps)) await done?.();
}

const SKIPPED = Promise.resolve('skipped' as const);

type Titled = Parameters<Step>[0] & { readonly title: string };
type StepOutcome = Awaited<ReturnType<Step>>;

async function askEndpoint(draft: Draft, position: Titled): Promise<StepOutcome> {
  const answer = await askText({
    ...position,
    prompt: vscode.l10n.t("The server's URL, or the stack outputs that contain MCPServerEndpoint"),
    placeholder: 'https://ID.execute-api.REGION.amazonaws.com/v1',
    value: draft.pasted,
    problem: (text) => {
      const reading = readPastedEndpoint(text);
      return reading.ok ? undefined : reading.problem;
    },
  });
  if (answer === undefined || answer === BACK) return answer;
  const reading = readPastedEndpoint(answer);
  if (!reading.ok) return undefined;
  draft.endpoint = reading.endpoint;
  draft.pasted = answer;
  const { url } = reading.endpoint;
  const check = () => checkEndpoint(url, fetch);
  const status = vscode.l10n.t('Case Insights: checking {0}', url.host);
  const problem = await vscode.window.withProgress({ location: vscode.ProgressLocation.Window, title: status }, check);
  if (problem === undefined) return 'answered';
  const correct = vscode.l10n.t('Correct the URL');
  const goOn = vscode.l10n.t('Connect Anyway');
  const choice = await vscode.window.showWarningMessage(problem, { modal: true }, correct, goOn);
  return choice === goOn ? 'answered' : choice === correct ? askEndpoint(draft, position) : undefined;
}

async function askRegion(draft: Draft, position: Titled): Promise<StepOutcome> {
  const named = draft.endpoint?.region;
  if (named !== undefined) {
    draft.region = named;
    return 'skipped';
  }
  const answer = await askText({
    ...position,
    prompt: vscode.l10n.t("The region of the server's stack (the URL does not contain it)"),
    placeholder: 'us-east-1',
    value: draft.region,
    problem: (text) => (REGION.test(text.trim()) ? undefined : vscode.l10n.t('Enter a region, such as us-east-1.')),
  });
  if (answer === undefined || answer === BACK) return answer;
  draft.region = answer.trim();
  return 'answered';
}

async function askProfile(draft: Draft, position: Titled): Promise<StepOutcome> {
  const items: readonly (vscode.QuickPickItem & { readonly profile: string | undefined })[] = [
    {
      label: vscode.l10n.t('$(terminal) Environment'),
      detail: vscode.l10n.t('The variables AWS_PROFILE or AWS_ACCESS_KEY_ID if set, otherwise the default profile'),
      profile: undefined,
    },
    ...(await profileNames()).map((profile) => ({ label: profile, profile })),
  ];
  const answer = await askPick({
    ...position,
    placeholder: vscode.l10n.t('Choose the AWS profile that calls the server'),
    items,
    active: items.find(({ profile }) => profile === draft.profile),
  });
  if (answer === undefined || answer === BACK) return answer;
  draft.profile = answer.profile;
  return 'answered';
}

async function askLabel(draft: Draft, position: Titled): Promise<StepOutcome> {
  const answer = await askText({
    ...position,
    prompt: vscode.l10n.t('Name of the server in lists of MCP servers'),
    value: draft.label === '' ? proposeLabel(draft) : draft.label,
    problem: (text) => labelProblem(text.trim()),
  });
  if (answer === undefined || answer === BACK) return answer;
  draft.label = answer.trim();
  return 'answered';
}

function proposeLabel({ profile, region }: Draft): string {
  const base = `Case Insights (${(profile ?? region).slice(0, 40)})`;
  return labelProblem(base) === undefined ? base : `Case Insights (${(profile ?? '').slice(0, 20)} ${region})`;
}

function labelProblem(label: string): string | undefined {
  if (label === '') return vscode.l10n.t('Enter a name.');
  if (label.length > LONGEST_LABEL) return vscode.l10n.t('The name can have at most {0} characters.', LONGEST_LABEL);
  const taken = [SAMPLE_SERVER_LABEL, ...knownServers().map((server) => server.label)];
  const same = taken.find((each) => serverKey(each) === serverKey(label));
  return same && vscode.l10n.t('A server named {0} already exists. Choose another name.', same);
}

function toServer({ endpoint, region, profile, label }: Draft): KnownServer {
  return { label, endpoint: endpoint?.url.href ?? '', region, ...(profile === undefined ? {} : { profile }) };
}

/** Resolves to a function that reports the result and how to undo it. */
async function register(
  context: vscode.ExtensionContext,
  bridge: BridgeSource,
  server: KnownServer,
  target: Target,
): Promise<(() => Promise<void>) | typeof BACK | undefined> {
  if (target.kind === 'list') {
    await addServer(server);
    return () => sayConnected(server, [() => removeServer(server.label)]);
  }
  const installation = await bridge();
  if (target.kind === 'copy') {
    await copyFor(target, server, installation);
    await addServer(server);
    return () =>
      sayConnected(server, [() => removeServer(server.label)], vscode.l10n.t('Its configuration is on the clipboard.'));
  }
  const { host, file } = target;
  const launch = serverLaunch({ ...server, callBudget: server.callBudget ?? host.callBudget }, installation);
  const key = serverKey(server.label);
  const written = await writeToHost(context, { host, file, key, launch, program: 'bridge' }, true);
  if (written === undefined || written === BACK) return written;
  await addServer(server);
  const undo = [() => removeServer(server.label), ...(written.kind === 'written' ? [written.undo] : [])];
  const where =
    written.kind === 'copied'
      ? vscode.l10n.t('Its configuration is on the clipboard. Paste it into {0}.', file)
      : vscode.l10n.t('{0} starts it from {1}. If it is not listed there, reconnect or restart {0}.', host.name, file);
  return () => sayConnected(server, undo, where);
}

async function sayConnected(
  server: KnownServer,
  undo: readonly (() => Promise<void>)[],
  where = vscode.l10n.t('Ask about your cases in chat, in agent mode.'),
): Promise<void> {
  const list = vscode.l10n.t('List Servers');
  const back = vscode.l10n.t('Undo');
  const commands = await vscode.commands.getCommands(true);
  const actions = [...(commands.includes(LIST_COMMAND) ? [list] : []), back];
  const message = vscode.l10n.t('{0} is connected. {1}', server.label, where);
  const choice = await vscode.window.showInformationMessage(message, ...actions);
  if (choice === list) await vscode.commands.executeCommand(LIST_COMMAND);
  if (choice === back) for (const step of undo) await step();
}

const LIST_COMMAND = 'workbench.mcp.listServer';
