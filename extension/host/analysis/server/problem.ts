import { toCaseInsightsError, type ErrorCode } from '#core/errors.ts';
import type { Problem } from '../../../protocol/analysis-values.ts';
import type { L10n } from '../../../protocol/analysis-labels.ts';

/** A failure as the page shows it, with the command that fixes it if there is one. */
export function problemOf(thrown: unknown, l10n: L10n): Problem {
  const { code, message, remedy } = toCaseInsightsError(thrown);
  const action = ACTIONS[code]?.(l10n);
  return { code, message, remedy, ...(action && { action }) };
}

const chooseCredentials = (l10n: L10n) => ({ id: 'chooseCredentials', label: l10n.t('Choose AWS Credentials') });
const testConnection = (l10n: L10n) => ({ id: 'testConnection', label: l10n.t('Test Connection') });

const ACTIONS: Partial<Record<ErrorCode, (l10n: L10n) => { readonly id: string; readonly label: string }>> = {
  NO_CREDENTIALS: chooseCredentials,
  CREDENTIALS_EXPIRED: chooseCredentials,
  NOT_AUTHORIZED: testConnection,
  UNREACHABLE: testConnection,
  INTERNAL: testConnection,
};

/** The commands behind the actions. */
export const ACTION_COMMANDS: Readonly<Record<string, string>> = {
  chooseCredentials: 'caseInsights.chooseCredentials',
  testConnection: 'caseInsights.testConnection',
};
