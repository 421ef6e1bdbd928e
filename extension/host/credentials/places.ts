/**
 * The credentials for deploying and for the panel. The setting belongs to the machine, like its AWS profiles, and holds
 * no secret.
 */
export const CREDENTIALS_SETTING = 'caseInsights.credentials';

/** The name of the pasted keys in the editor's secret storage. */
export const KEPT_KEYS_SECRET = 'caseInsights.pastedKeys';
