// Calls through the handler, warm, in a process of its own, on an engine that answers at once; prints its figures.
import type { APIGatewayProxyEvent } from 'aws-lambda';
import type { QueryEngine } from '#core/ports/query-engine.ts';
import { createCaseInsightsServer } from '#core/server.ts';
import { nameSql } from '#core/sql/sql.ts';
import { createHandler } from '../../server-lambda/handler.ts';
import { createLocalDigest } from '../../server-lambda/local/local-digest.ts';
import { readIntegrationResponse } from '../../server-lambda/local/gateway/integration-response.ts';
import { installLambdaRuntime, invoke } from '../../server-lambda/local/gateway/lambda-runtime.ts';
import { systemTimer } from '../../server-lambda/local/system-clock.ts';
import { postEvent } from './post-event.ts';
import { median } from './statistics.ts';

/** Milliseconds a call, the median of many. */
export type HandlerFigures = Readonly<Record<'rest' | 'mcp' | 'guarded' | 'nothing', number>>;

const WARM_UP = 300;
const CALLS = 1_000;

/** What `grouping()` says of a row of the overall total, and of one of a root cause. */
const GROUPED = { total: 0b111, rootCause: 0b011 };

const rows = [
  { grouped: GROUPED.total, rca_category: null, servicecode: null, account_number: null, cases: 100 },
  ...Array.from({ length: 10 }, (_none, index) => ({
    grouped: GROUPED.rootCause,
    rca_category: `Category ${index}`,
    servicecode: null,
    account_number: null,
    cases: 10,
  })),
];
const engine: QueryEngine = {
  query: () => Promise.resolve({ columns: Object.keys(rows[0] ?? {}), rows, executionId: 'bench', truncated: false }),
};

installLambdaRuntime();
const server = createCaseInsightsServer({
  engine,
  cases: nameSql('case_summary'),
  analyst: createLocalDigest(),
  clock: { now: () => new Date('2026-01-01T00:00:00Z') },
  timer: systemTimer,
  tables: { catalog: 'awsdatacatalog', database: 'case_insights', tables: ['case_summary'] },
  newMarker: () => 'marker',
});
const handler = createHandler(server, { onFailure: fail });
const nothing = createHandler({ fetch: () => Promise.resolve(Response.json({ rows })) }, { onFailure: fail });

const query = 'SELECT servicecode, count(*) AS n FROM case_summary GROUP BY 1 ORDER BY n DESC LIMIT 10';
const call = { jsonrpc: '2.0', id: 1, method: 'tools/call', params: { name: 'get_case_summary', arguments: {} } };
const figures: HandlerFigures = {
  rest: await msPerCall(handler, postEvent('/tools/get_case_summary', '{"days_back": 30}')),
  guarded: await msPerCall(handler, postEvent('/tools/query_athena', JSON.stringify({ query }))),
  mcp: await msPerCall(handler, postEvent('/mcp', JSON.stringify(call))),
  nothing: await msPerCall(nothing, postEvent('/', '')),
};
process.stdout.write(JSON.stringify(figures));

async function msPerCall(through: typeof handler, event: APIGatewayProxyEvent): Promise<number> {
  const times: number[] = [];
  for (let n = 0; n < WARM_UP + CALLS; n++) {
    const start = performance.now();
    const invocation = invoke(through, event, 'bench');
    const { head, body } = await readIntegrationResponse(invocation);
    let said = '';
    for await (const chunk of body) said += chunk.toString();
    await invocation.done;
    if (n >= WARM_UP) times.push(performance.now() - start);
    if (head.statusCode !== 200 || !said.includes('Category 9')) throw new Error(`not answered: ${said}`);
  }
  return median(times);
}

function fail(failure: unknown): never {
  throw new Error('the handler failed', { cause: failure });
}
