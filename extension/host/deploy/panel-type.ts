/** What the editor knows the page by after a reload; also in the manifest's `activationEvents`. */
export const DEPLOY_PANEL = 'caseInsights.deploy';
