/** What signing needs. Never logged, never shown. */
export interface AwsCredentials {
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
  readonly sessionToken?: string;
  readonly expiration?: Date;
  /** Where the source says it. */
  readonly accountId?: string;
}

/** Asks the person for the one-time code of an MFA device; rejects with a CaseInsightsError if there is none. */
export type AskMfaCode = (device: string) => Promise<string>;
