import type { Stack } from 'aws-cdk-lib';
import { CfnAlarm, type CfnAlarmProps } from 'aws-cdk-lib/aws-cloudwatch';
import type { Parameters } from './parameters.ts';
import { chooseList, isEqual, isSet } from './condition.ts';
import { NAMES, nameOf } from './names.ts';

/** The function's metrics have its name as the dimension `service`. */
const NAMESPACE = 'CaseInsights';
const MODEL_TOOLS = ['analyze_case_summaries', 'analyze_with_bedrock'];
const MODEL_FAILURES = ['MODEL_FAILED', 'MODEL_UNAVAILABLE'];

/** Adds the alarms, each over five minutes; they notify the topic, if there is one. */
export function addAlarms(stack: Stack, parameters: Parameters): void {
  const enabled = isEqual(stack, 'HasAlarms', parameters.EnableAlarms, 'true');
  const topics = chooseList(isSet(stack, 'HasAlarmTopic', parameters.AlarmTopicArn), [
    parameters.AlarmTopicArn.valueAsString,
  ]);
  const ofApi = {
    namespace: 'AWS/ApiGateway',
    dimensions: [
      { name: 'ApiName', value: NAMES.api },
      { name: 'Stage', value: parameters.StageName.valueAsString },
    ],
  };
  const add = (id: string, name: string, alarm: Omit<CfnAlarmProps, 'comparisonOperator' | 'evaluationPeriods'>) => {
    new CfnAlarm(stack, id, {
      threshold: 0,
      comparisonOperator: 'GreaterThanThreshold',
      evaluationPeriods: 1,
      treatMissingData: 'notBreaching',
      alarmName: nameOf(name),
      alarmActions: topics,
      okActions: topics,
      ...alarm,
    }).cfnOptions.condition = enabled;
  };
  add('MCPServerErrorAlarm', 'server-errors', {
    alarmDescription: "Calls failed in API Gateway or in the function. Check the access log, then the function's log.",
    ...ofApi,
    metricName: '5XXError',
    statistic: 'Sum',
    period: 300,
  });
  add('MCPThrottleAlarm', 'throttles', {
    alarmDescription: "Lambda throttled calls. Raise ReservedConcurrency or the account's quota.",
    namespace: 'AWS/Lambda',
    dimensions: [{ name: 'FunctionName', value: NAMES.function }],
    metricName: 'Throttles',
    statistic: 'Sum',
    period: 300,
  });
  add('MCPSlowAnswerAlarm', 'slow-answers', {
    alarmDescription:
      'One call in twenty takes longer than SlowAnswerMilliseconds. Ask about shorter periods, or choose a faster model.',
    namespace: NAMESPACE,
    dimensions: [{ name: 'service', value: NAMES.function }],
    metricName: 'Duration',
    extendedStatistic: 'p95',
    period: 300,
    threshold: parameters.SlowAnswerMilliseconds.valueAsNumber,
  });
  const counted = MODEL_TOOLS.flatMap((tool) => MODEL_FAILURES.map((outcome) => ({ tool, outcome })));
  add('MCPModelFailureAlarm', 'model-failures', {
    alarmDescription: 'The model failed or could not be called. Check BedrockModelId and access to the model.',
    metrics: [
      {
        id: 'failures',
        label: 'Model failures',
        expression: `SUM([${counted.map((_, index) => `FILL(m${index}, 0)`).join(', ')}])`,
      },
      ...counted.map(({ tool, outcome }, index) => ({
        id: `m${index}`,
        returnData: false,
        metricStat: {
          stat: 'Sum',
          period: 300,
          metric: {
            namespace: NAMESPACE,
            metricName: 'Calls',
            dimensions: [
              { name: 'service', value: NAMES.function },
              { name: 'tool', value: tool },
              { name: 'outcome', value: outcome },
            ],
          },
        },
      })),
    ],
  });
}
