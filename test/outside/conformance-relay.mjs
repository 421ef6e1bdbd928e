// The command that the conformance suite starts as its client: it passes the task on to the test, which has clients
// loaded already, and ends as these did. The suite appends the server's URL. OAuth is left out: here SigV4 is used.
const { CONFORMANCE_CLIENTS, MCP_CONFORMANCE_SCENARIO = '', MCP_CONFORMANCE_CONTEXT } = process.env;
if (CONFORMANCE_CLIENTS !== undefined && !MCP_CONFORMANCE_SCENARIO.startsWith('auth/')) {
  const { request } = await import('node:http');
  const context = MCP_CONFORMANCE_CONTEXT === undefined ? undefined : JSON.parse(MCP_CONFORMANCE_CONTEXT);
  const task = { scenario: MCP_CONFORMANCE_SCENARIO, url: process.argv.at(-1), context };
  request(CONFORMANCE_CLIENTS, { method: 'POST' }, (answer) => {
    process.exitCode = answer.statusCode === 200 ? 0 : 1;
    answer.pipe(process.stderr);
  }).end(JSON.stringify(task));
}
