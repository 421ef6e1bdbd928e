import { Fn, type Stack } from 'aws-cdk-lib';
import { CfnDashboard } from 'aws-cdk-lib/aws-cloudwatch';
import type { Parameters } from './parameters.ts';
import { isEqual } from './condition.ts';
import { NAMES } from './names.ts';

const FUNCTION = 'MCP-CaseInsights-${UniqueIdentifier}${NameSuffix}';
const API = ['ApiName', 'mcp-case-insights-api-${UniqueIdentifier}${NameSuffix}', 'Stage', '${StageName}'];

type Metric = readonly (string | object)[];

const ofApi = (name: string, more: object = {}): Metric => ['AWS/ApiGateway', name, ...API, more];
const ofLambda = (name: string, more: object = {}): Metric => ['AWS/Lambda', name, 'FunctionName', FUNCTION, more];
const ofCalls = (name: string, more: object = {}): Metric => ['CaseInsights', name, 'service', FUNCTION, more];
/** One line for each tool. */
const byTool = (name: string, stat: string): Metric => [
  {
    expression: `SEARCH('{CaseInsights,service,tool} service="${FUNCTION}" MetricName="${name}"', '${stat}', 300)`,
    id: 'tools',
  },
];

const GRAPHS: readonly { readonly title: string; readonly metrics: readonly Metric[]; readonly stat?: string }[] = [
  { title: 'Calls', metrics: [ofApi('Count'), ofLambda('Invocations')] },
  { title: 'Errors', metrics: [ofApi('5XXError'), ofApi('4XXError'), ofCalls('Failures'), ofLambda('Throttles')] },
  {
    title: 'Latency, ms',
    metrics: [
      ofApi('Latency', { stat: 'p50' }),
      ofApi('Latency', { stat: 'p95' }),
      ofLambda('Duration', { stat: 'p95' }),
    ],
  },
  { title: 'Duration by tool, ms (p95)', metrics: [byTool('Duration', 'p95')] },
  { title: 'Failures by tool', metrics: [byTool('Failures', 'Sum')] },
  { title: 'Bytes scanned by Athena', metrics: [ofCalls('BytesScanned')] },
  { title: 'Tokens', metrics: [ofCalls('InputTokens'), ofCalls('OutputTokens')] },
  { title: 'Estimated cost, US dollars', metrics: [ofCalls('EstimatedCost')] },
];

/** Adds the dashboard. */
export function addDashboard(stack: Stack, parameters: Parameters): void {
  const widgets = GRAPHS.map(({ title, metrics, stat = 'Sum' }, index) => ({
    type: 'metric',
    x: (index % 3) * 8,
    y: Math.floor(index / 3) * 6,
    width: 8,
    height: 6,
    properties: { title, metrics, stat, period: 300, view: 'timeSeries', region: '${AWS::Region}' },
  }));
  const dashboard = new CfnDashboard(stack, 'MCPDashboard', {
    dashboardName: NAMES.dashboard,
    dashboardBody: Fn.sub(JSON.stringify({ widgets })),
  });
  dashboard.cfnOptions.condition = isEqual(stack, 'HasDashboard', parameters.EnableDashboard, 'true');
}
