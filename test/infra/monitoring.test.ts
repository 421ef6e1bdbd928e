import { readFileSync } from 'node:fs';
import path from 'node:path';
import { afterEach, beforeAll, describe, expect, test, vi } from 'vitest';
import { CATALOGUE } from '#core/tools/catalogue.ts';
import { createTelemetry } from '../../server-lambda/aws/telemetry.ts';
import { REPOSITORY } from '../support/case-folder.ts';
import { deployTemplate, type Template } from '../support/deploy-template.ts';

const template = JSON.parse(readFileSync(path.join(REPOSITORY, 'dist', 'template.json'), 'utf8')) as Template;
const { resources } = deployTemplate(template, { UniqueIdentifier: 'acme' });
const ofType = (type: string) =>
  Object.values(resources).flatMap(({ Type, Properties }) => (Type === type ? [Properties] : []));
const propertyOf = (id: string, name: string) => resources[id]?.Properties[name];

interface Named {
  readonly Name: string;
  readonly Value: string;
}

/** A metric with its dimensions, as one text: `Namespace/Name dimension=value ...`. */
function metric(namespace: string, name: string, dimensions: readonly Named[]): string {
  const named = dimensions.map(({ Name, Value }) => `${Name}=${Value}`).toSorted();
  return [`${namespace}/${name}`, ...named].join(' ');
}

interface Emitted {
  readonly _aws: {
    readonly CloudWatchMetrics: readonly {
      readonly Namespace: string;
      readonly Dimensions: readonly (readonly string[])[];
      readonly Metrics: readonly { readonly Name: string }[];
    }[];
  };
  readonly [field: string]: unknown;
}

const metrics = new Set<string>();
const logFields = new Set<string>();

/** What the function writes of every tool, for better and worse, in the environment that the stack gives it. */
beforeAll(() => {
  const { Variables } = propertyOf('MCPLambdaFunction', 'Environment') as {
    Variables: Readonly<Record<string, string>>;
  };
  for (const [name, value] of Object.entries(Variables)) {
    if (name.startsWith('POWERTOOLS_')) vi.stubEnv(name, value);
  }
  let written = '';
  for (const stream of [process.stdout, process.stderr]) {
    vi.spyOn(stream, 'write').mockImplementation((chunk) => {
      written += String(chunk);
      return true;
    });
  }
  const telemetry = createTelemetry();
  const about = { requestId: 'r', functionRequestId: 'f', callerArn: 'arn:aws:iam::123456789012:user/jane' };
  for (const { name } of CATALOGUE) {
    for (const outcome of ['ok', 'MODEL_FAILED', 'MODEL_UNAVAILABLE'] as const) {
      const took = { durationMs: 1, rows: 1, bytesScanned: 1, inputTokens: 1, outputTokens: 1, estimatedCost: 1 };
      telemetry.writeCall({ tool: name, outcome, ...took }, about);
    }
  }
  vi.restoreAllMocks();
  for (const line of written.split('\n').filter((text) => text !== '')) {
    const fields = JSON.parse(line) as Emitted | Readonly<Record<string, unknown>>;
    if (!isMetric(fields)) for (const name of Object.keys(fields)) logFields.add(name);
    else for (const name of metricsIn(fields)) metrics.add(name);
  }
});
afterEach(() => {
  vi.unstubAllEnvs();
});

function isMetric(fields: Readonly<Record<string, unknown>>): fields is Emitted {
  return '_aws' in fields;
}

function metricsIn(line: Emitted): readonly string[] {
  return line._aws.CloudWatchMetrics.flatMap(({ Namespace, Dimensions, Metrics }) =>
    Dimensions.flatMap((names) =>
      Metrics.map(({ Name }) =>
        metric(
          Namespace,
          Name,
          names.map((name) => ({ Name: name, Value: String(line[name]) })),
        ),
      ),
    ),
  );
}

/** What AWS counts of an API's stage and of a function: the names that are used here, of those it documents. */
function countedByAws(): ReadonlySet<string> {
  const ofStage = [
    { Name: 'ApiName', Value: propertyOf('MCPApiGateway', 'Name') as string },
    { Name: 'Stage', Value: propertyOf('MCPApiStage', 'StageName') as string },
  ];
  const ofFunction = [{ Name: 'FunctionName', Value: propertyOf('MCPLambdaFunction', 'FunctionName') as string }];
  return new Set([
    ...['Count', '4XXError', '5XXError', 'Latency', 'IntegrationLatency'].map((name) =>
      metric('AWS/ApiGateway', name, ofStage),
    ),
    ...['Invocations', 'Errors', 'Throttles', 'Duration'].map((name) => metric('AWS/Lambda', name, ofFunction)),
  ]);
}

interface InAlarm {
  readonly Namespace: string;
  readonly MetricName: string;
  readonly Dimensions: readonly Named[];
}

function metricsOfAlarms(): readonly string[] {
  return ofType('AWS::CloudWatch::Alarm').flatMap((alarm) => {
    const { Metrics } = alarm as { Metrics?: readonly { MetricStat?: { Metric: InAlarm } }[] };
    const parts = Metrics?.flatMap(({ MetricStat }) => MetricStat?.Metric ?? []) ?? [alarm as unknown as InAlarm];
    return parts.map(({ Namespace, MetricName, Dimensions }) => metric(Namespace, MetricName, Dimensions));
  });
}

type Drawn = readonly (string | { readonly expression?: string })[];

function drawnMetrics(): readonly Drawn[] {
  const body = JSON.parse(propertyOf('MCPDashboard', 'DashboardBody') as string) as {
    readonly widgets: readonly { readonly properties: { readonly metrics: readonly Drawn[] } }[];
  };
  return body.widgets.flatMap(({ properties }) => properties.metrics);
}

describe('what is watched is what the function and AWS write', () => {
  test('in every alarm', () => {
    const watched = metricsOfAlarms();
    expect(watched.length).toBeGreaterThan(3);
    const written = new Set([...metrics, ...countedByAws()]);
    expect(watched.filter((name) => !written.has(name))).toEqual([]);
  });

  test('in every graph', () => {
    const written = new Set([...metrics, ...countedByAws()]);
    const plain = drawnMetrics().flatMap((drawn) => {
      const [namespace, name = '', ...rest] = drawn.filter((part) => typeof part === 'string');
      const dimensions = rest.flatMap((text, at) => (at % 2 === 0 ? [{ Name: text, Value: rest[at + 1] ?? '' }] : []));
      return namespace === undefined ? [] : [metric(namespace, name, dimensions)];
    });
    expect(plain.length).toBeGreaterThan(8);
    expect(plain.filter((name) => !written.has(name))).toEqual([]);
  });

  test('in every graph with a line for each tool', () => {
    const searches = drawnMetrics().flatMap(([first]) => (typeof first === 'object' ? [first.expression] : []));
    const found = searches.map((expression) => {
      const [, schema = '', service = '', name = ''] =
        /^SEARCH\('\{([\w,]+)\} service="([^"]+)" MetricName="(\w+)"', '\w+', 300\)$/.exec(expression ?? '') ?? [];
      const [namespace = '', ...dimensions] = schema.split(',');
      expect(dimensions).toEqual(['service', 'tool']);
      return CATALOGUE.filter(({ name: tool }) =>
        metrics.has(
          metric(namespace, name, [
            { Name: 'service', Value: service },
            { Name: 'tool', Value: tool },
          ]),
        ),
      );
    });
    expect(found).toHaveLength(2);
    for (const tools of found) expect(tools).toEqual(CATALOGUE);
  });
});

describe('the logs', () => {
  const { Format } = propertyOf('MCPApiStage', 'AccessLogSetting') as { Format: string };
  const accessFields = [...Format.matchAll(/"(\w+)":/g)].map(([, name = '']) => name);

  test('have every field that a saved query asks for', () => {
    const queries = ofType('AWS::Logs::QueryDefinition').map(({ Name, LogGroupNames, QueryString }) => {
      const [group = ''] = LogGroupNames as readonly string[];
      const fields = group.startsWith('/aws/lambda/') ? logFields : new Set(accessFields);
      return { Name, unknown: fieldsAskedBy(QueryString as string).filter((name) => !fields.has(name)) };
    });
    expect(queries.length).toBeGreaterThan(4);
    expect(queries.filter(({ unknown }) => unknown.length > 0)).toEqual([]);
  });
});

const WORDS = new Set(
  'filter stats fields sort limit by as asc desc and or not in ispresent count sum bin m'.split(' '),
);

/** The names in a Logs Insights query that are fields of a log: no words of the language, no names given in it. */
function fieldsAskedBy(query: string): readonly string[] {
  const given = new Set([...query.matchAll(/\bas (\w+)/g)].map(([, name]) => name));
  const names = query.replaceAll(/"[^"]*"/g, '').match(/@?[a-z_]\w*/gi) ?? [];
  // Every line of a log has what begins with @.
  return names.filter((name) => !WORDS.has(name) && !given.has(name) && !name.startsWith('@'));
}
