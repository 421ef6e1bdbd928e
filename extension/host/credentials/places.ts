/** What deploying and the panel call AWS with. It belongs to the machine, as its AWS profiles do; nothing in it is secret. */
export const CREDENTIALS_SETTING = 'caseInsights.credentials';

/** The name of the pasted keys in the editor's secret storage. */
export const KEPT_KEYS_SECRET = 'caseInsights.pastedKeys';
