/** The deployed servers that this editor knows. They belong to the machine, as its AWS profiles do. */
export const SERVERS_SETTING = 'caseInsights.servers';
