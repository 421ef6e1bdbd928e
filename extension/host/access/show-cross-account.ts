import * as vscode from 'vscode';
import type { CrossAccountTexts } from '../../aws/access/cross-account.ts';
import { askText } from '../input/quick-input.ts';
import { BACK, runSteps, type Step } from '../input/run-steps.ts';

/** Asks for the other account, and opens the required policies and settings as an unsaved document. */
export async function showCrossAccount(policyArn: string, title: string): Promise<void> {
  const draft = { trustedAccount: '', roleName: 'CaseInsightsAccess', externalId: '' };
  const ask =
    (field: keyof typeof draft, prompt: string, pattern: RegExp, wrong: string): Step =>
    async (position) => {
      const answer = await askText({
        ...position,
        title,
        prompt,
        value: draft[field],
        problem: (text) => (pattern.test(text.trim()) ? undefined : wrong),
      });
      if (answer === undefined || answer === BACK) return answer;
      draft[field] = answer.trim();
      return 'answered';
    };
  const isDone = await runSteps([
    ask(
      'trustedAccount',
      vscode.l10n.t('The account that needs access to the server'),
      /^\d{12}$/,
      vscode.l10n.t('Enter the 12 digits of the account.'),
    ),
    ask(
      'roleName',
      vscode.l10n.t("The role to assume in the server's account"),
      /^[\w+=,.@-]{1,64}$/,
      vscode.l10n.t('Enter a role name of up to 64 letters, digits and +=,.@_-'),
    ),
    ask(
      'externalId',
      vscode.l10n.t('An external ID, if a third party assumes the role (optional)'),
      /^([\w+=,.@:/-]{2,1224})?$/,
      vscode.l10n.t('Enter an external ID of 2 to 1,224 letters, digits and +=,.@:/_-'),
    ),
  ]);
  if (!isDone) return;
  const { writeCrossAccount } = await import('../../aws/access/cross-account.ts');
  const { externalId, ...rest } = draft;
  const texts = writeCrossAccount({ policyArn, ...rest, externalId: externalId === '' ? undefined : externalId });
  const document = await vscode.workspace.openTextDocument({ language: 'markdown', content: page(texts) });
  await vscode.window.showTextDocument(document);
}

function page({ trustPolicy, roleArn, commands, profile }: CrossAccountTexts): string {
  return [
    `# ${vscode.l10n.t('Access for another account')}`,
    vscode.l10n.t("1. In the server's account, save this trust policy as `trust-policy.json`:"),
    `\`\`\`json\n${trustPolicy}\n\`\`\``,
    vscode.l10n.t('2. In that account, create the role and attach the policy:'),
    `\`\`\`sh\n${commands.join('\n')}\n\`\`\``,
    vscode.l10n.t(
      '3. In the other account, allow `sts:AssumeRole` on `{0}`, and add this to `~/.aws/config`:',
      roleArn,
    ),
    `\`\`\`ini\n${profile}\n\`\`\``,
    vscode.l10n.t('4. In the editor, connect to the server with that profile.'),
    '',
  ].join('\n\n');
}
