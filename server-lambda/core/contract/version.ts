/** The server's version, the same as the package's (a test holds them together). */
export const VERSION = '0.1.0';
export const SERVER_NAME = 'case-insights-mcp';
