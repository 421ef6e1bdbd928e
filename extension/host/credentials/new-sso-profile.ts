import * as vscode from 'vscode';
import { appendSections, nameProblem, type ConfigSection } from '../../aws/config-text.ts';
import { sharedFiles } from '../../aws/credential-files.ts';
import { listProfiles } from '../../aws/list-profiles.ts';
import { DEFAULT_SCOPES } from '../../aws/sso/device-sign-in.ts';
import { listSsoAccounts, listSsoRoles, type SsoAccount } from '../../aws/sso/sso-accounts.ts';
import { listSsoSessions, type SsoSession } from '../../aws/sso/sso-session.ts';
import { readSsoToken } from '../../aws/sso/sso-token.ts';
import { readConfiguration, replaceConfiguration } from '../configuration-files/configuration-file.ts';
import { askPick, askText } from '../input/quick-input.ts';
import { BACK, runSteps, type Step, type StepPosition } from '../input/run-steps.ts';
import { askRegion } from './ask-region.ts';
import { signIn } from './sign-in.ts';

interface Draft {
  startUrl: string;
  ssoRegion: string | undefined;
  session?: SsoSession;
  account?: SsoAccount;
  role?: string;
  region: string | undefined;
  name: string;
}

type Outcome = Awaited<ReturnType<Step>>;

/**
 * Asks for an AWS access portal, signs in there, asks for an account and a role, and adds a profile to the AWS config
 * file. Resolves to the profile's name, or undefined if the person gave up. Rejects with a CaseInsightsError or a
 * ConfigurationFileError.
 */
export async function newSsoProfile(): Promise<string | undefined> {
  const title = vscode.l10n.t('New SSO Profile');
  const sessions = await listSsoSessions();
  const draft: Draft = { startUrl: '', ssoRegion: undefined, region: undefined, name: '' };
  const titled = (ask: (draft: Draft, position: Titled) => Promise<Outcome>): Step => {
    return (position) => ask(draft, { ...position, title });
  };
  const done = await runSteps([
    titled((each, position) => askStartUrl(each, position, sessions)),
    titled(askSsoRegion),
    titled((each) => signInThere(each, sessions)),
    titled(askAccount),
    titled(askRole),
    titled(askOwnRegion),
    titled(askName),
  ]);
  if (!done || draft.session === undefined) return undefined;
  await write(draft, draft.session, sessions);
  return draft.name;
}

interface Titled extends StepPosition {
  readonly title: string;
}

async function askStartUrl(draft: Draft, position: Titled, sessions: readonly SsoSession[]): Promise<Outcome> {
  const answer = await askText({
    ...position,
    prompt: vscode.l10n.t('The start URL of your AWS access portal'),
    placeholder: 'https://d-1234567890.awsapps.com/start',
    value: draft.startUrl === '' ? (sessions[0]?.startUrl ?? '') : draft.startUrl,
    problem: (text) =>
      isStartUrl(text.trim())
        ? undefined
        : vscode.l10n.t('Enter a URL, such as https://d-1234567890.awsapps.com/start.'),
  });
  if (answer === undefined || answer === BACK) return answer;
  draft.startUrl = answer.trim();
  return 'answered';
}

function isStartUrl(text: string): boolean {
  // A start URL on this machine belongs to a test.
  return URL.canParse(text) && !/[\s#;]/.test(text.replace(/#\/?$/, '')) && /^https?:$/.test(new URL(text).protocol);
}

async function askSsoRegion(draft: Draft, position: Titled): Promise<Outcome> {
  const answer = await askRegion({
    ...position,
    placeholder: vscode.l10n.t(
      'Choose the region of IAM Identity Center. The access portal shows it under "Access keys".',
    ),
    active: draft.ssoRegion,
  });
  if (answer === undefined || answer === BACK) return answer;
  draft.ssoRegion = answer;
  return 'answered';
}

/** Reuses a sign-in that is still valid. All profiles of a portal share one session. */
async function signInThere(draft: Draft, sessions: readonly SsoSession[]): Promise<Outcome> {
  const region = draft.ssoRegion ?? '';
  const same = sessions.find(({ startUrl, region: there }) => startUrl === draft.startUrl && there === region);
  const session = same ?? { name: sessionName(draft.startUrl, sessions), startUrl: draft.startUrl, region, scopes: [] };
  draft.session = session;
  const token = await readSsoToken(session);
  if (token === undefined || token.expiresAt <= Date.now()) await signIn(session);
  return 'skipped';
}

function sessionName(startUrl: string, sessions: readonly SsoSession[]): string {
  const host = new URL(startUrl).hostname;
  const base = (host.endsWith('.awsapps.com') ? host.replace(/\.awsapps\.com$/, '') : host).replace(/[^\w.-]/g, '-');
  for (let count = 1; ; count++) {
    const name = count === 1 ? base : `${base}-${count}`;
    if (!sessions.some((session) => session.name === name)) return name;
  }
}

async function askAccount(draft: Draft, position: Titled): Promise<Outcome> {
  const { session } = draft;
  if (session === undefined) return undefined;
  const accounts = await busy(vscode.l10n.t('listing your accounts'), () => listSsoAccounts(session));
  const items = accounts.map((account) => ({ label: account.name, description: account.id, account }));
  const answer = await askPick({
    ...position,
    placeholder:
      items.length === 0
        ? vscode.l10n.t('No account is assigned to you. Ask your IAM Identity Center administrator for access.')
        : vscode.l10n.t('Choose an account'),
    items,
    active: items.find(({ account }) => account.id === draft.account?.id),
  });
  if (answer === undefined || answer === BACK) return answer;
  draft.account = answer.account;
  return 'answered';
}

async function askRole(draft: Draft, position: Titled): Promise<Outcome> {
  const { session, account } = draft;
  if (session === undefined || account === undefined) return undefined;
  const roles = await busy(vscode.l10n.t('listing your roles'), () => listSsoRoles(session, account));
  const items = roles.map((label) => ({ label }));
  const answer = await askPick({
    ...position,
    placeholder: vscode.l10n.t('Choose a role in {0}', account.name),
    items,
    active: items.find(({ label }) => label === draft.role),
  });
  if (answer === undefined || answer === BACK) return answer;
  draft.role = answer.label;
  return 'answered';
}

async function askOwnRegion(draft: Draft, position: Titled): Promise<Outcome> {
  const answer = await askRegion({
    ...position,
    placeholder: vscode.l10n.t(
      'Choose the region where Case Insights is deployed. It becomes the region of the profile.',
    ),
    active: draft.region ?? draft.ssoRegion,
  });
  if (answer === undefined || answer === BACK) return answer;
  draft.region = answer;
  return 'answered';
}

async function askName(draft: Draft, position: Titled): Promise<Outcome> {
  const taken = new Set((await listProfiles()).map(({ name }) => name));
  const proposed = [draft.account?.name ?? '', draft.role ?? '']
    .join('-')
    .replace(/[^\w.-]+/g, '-')
    .replace(/^-|-$/g, '');
  const answer = await askText({
    ...position,
    prompt: vscode.l10n.t('Name of the profile'),
    value: draft.name === '' ? proposed : draft.name,
    problem: (text) => {
      const problem = nameProblem(text.trim());
      if (problem !== undefined) return vscode.l10n.t('The name {0}.', problem);
      return taken.has(text.trim())
        ? vscode.l10n.t('A profile named {0} already exists. Choose another name.', text.trim())
        : undefined;
    },
  });
  if (answer === undefined || answer === BACK) return answer;
  draft.name = answer.trim();
  return 'answered';
}

async function busy<Result>(what: string, run: () => Promise<Result>): Promise<Result> {
  return vscode.window.withProgress(
    { location: vscode.ProgressLocation.Window, title: vscode.l10n.t('Case Insights: {0}', what) },
    run,
  );
}

/** Everything else in the file stays; the old text is kept as `.bak`. */
async function write(draft: Draft, session: SsoSession, sessions: readonly SsoSession[]): Promise<void> {
  const { account, role = '', region = session.region, name } = draft;
  const [file] = await sharedFiles();
  const known = sessions.some((each) => each.name === session.name);
  const sections: readonly ConfigSection[] = [
    ...(known
      ? []
      : [
          {
            header: `sso-session ${session.name ?? ''}`,
            entries: [
              ['sso_start_url', session.startUrl],
              ['sso_region', session.region],
              ['sso_registration_scopes', DEFAULT_SCOPES.join(',')],
            ] as const,
          },
        ]),
    {
      header: `profile ${name}`,
      entries: [
        ['sso_session', session.name ?? ''],
        ['sso_account_id', account?.id ?? ''],
        ['sso_role_name', role],
        ['region', region],
      ],
    },
  ];
  for (;;) {
    const before = await readConfiguration(file);
    if (await replaceConfiguration(file, before, appendSections(before ?? '', sections))) return;
  }
}
