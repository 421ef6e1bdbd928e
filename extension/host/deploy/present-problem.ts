import type { CaseInsightsError } from '#core/errors.ts';
import type { DeployAction, DeployProblem } from '../../protocol/deploy.ts';
import { action } from './actions.ts';
import type { Translate } from './ports.ts';

/** A failure as the page shows it, with a button for other credentials if these are the cause. */
export function presentProblem(
  { code, message, remedy }: Pick<CaseInsightsError, 'code' | 'message' | 'remedy'>,
  t: Translate,
  more: readonly DeployAction[] = [],
): DeployProblem {
  const signIn = SIGN_IN.has(code) ? [action('choose-credentials', t('Choose AWS Credentials'))] : [];
  return { message, remedy, actions: [...signIn, ...more] };
}

const SIGN_IN = new Set<CaseInsightsError['code']>(['NO_CREDENTIALS', 'CREDENTIALS_EXPIRED', 'NOT_AUTHORIZED']);
