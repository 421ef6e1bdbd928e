import type { CaseInsightsError } from '#core/errors.ts';
import { explainAwsError } from '../explain-aws-error.ts';

/**
 * `unknown`: it could not be checked, and the deployment may still succeed. `failed`: the deployment fails, or its
 * result does not work.
 */
export type CheckState = 'passed' | 'warning' | 'failed' | 'unknown';

export interface CheckResult {
  readonly id: CheckId;
  readonly title: string;
  readonly state: CheckState;
  /** One sentence: what was found. */
  readonly detail: string;
  /** What to do; undefined where there is nothing to do. */
  readonly remedy: string | undefined;
}

export type CheckId =
  | 'identity'
  | 'region'
  | 'exports'
  | 'athena'
  | 'model'
  | 'logging-role'
  | 'asset-bucket'
  | 'permissions'
  | 'quotas'
  | 'clock';

export type Finding = Omit<CheckResult, 'id' | 'title'>;

export interface Check {
  readonly id: CheckId;
  readonly title: string;
  /** The check itself; may reject with any error of the AWS SDK. */
  readonly run: (signal: AbortSignal | undefined) => Promise<Finding>;
  /** What is checked, to complete "AWS was asked to ...". */
  readonly doing: string;
}

export const passed = (detail: string): Finding => ({ state: 'passed', detail, remedy: undefined });
export const warning = (detail: string, remedy: string): Finding => ({ state: 'warning', detail, remedy });
export const failed = (detail: string, remedy: string): Finding => ({ state: 'failed', detail, remedy });
export const unknown = (detail: string, remedy: string): Finding => ({ state: 'unknown', detail, remedy });

/** A refused request does not mean that the checked thing is wrong. */
export async function runCheck(
  { id, title, run, doing }: Check,
  signal: AbortSignal | undefined,
): Promise<CheckResult> {
  try {
    return { id, title, ...(await run(signal)) };
  } catch (thrown) {
    const error = explainAwsError(thrown, doing);
    return {
      id,
      title,
      state: DECISIVE.has(error.code) ? 'failed' : 'unknown',
      detail: error.message,
      remedy: error.remedy,
    };
  }
}

/** Nothing can be deployed with these. */
const DECISIVE = new Set<CaseInsightsError['code']>(['NO_CREDENTIALS', 'CREDENTIALS_EXPIRED']);
