/** What the editor knows the page by after a reload; also in the manifest's `activationEvents`. */
export const CONNECTION_PANEL = 'caseInsights.connection';
