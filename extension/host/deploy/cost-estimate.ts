import { modelCost } from '#core/analysis/cost.ts';
import { priceOf } from '#core/analysis/model-price.ts';
import type { Cost } from '../../protocol/deploy.ts';
import type { Translate } from './ports.ts';

/**
 * List prices in us-east-1, in US dollars, without any free tier. The services' own pages draw
 * their tables by a script, so the figures were held against pages that quote them; all read on 2026-11-28.
 */
const PRICES = {
  asOf: '2026-11-28',
  /** https://aws.amazon.com/lambda/pricing/ (arm64) */
  lambdaGigabyteSecond: 0.0000133334,
  lambdaRequest: 0.2 / 1e6,
  /** https://aws.amazon.com/api-gateway/pricing/ (REST) */
  apiRequest: 3.5 / 1e6,
  /**
   * https://aws.amazon.com/athena/pricing/ : at least 10 MB a query; quoted by
   * https://athena.guide/articles/athena-basics-pricing-model and https://rcpedia.stanford.edu/services/athena.html
   */
  athenaTerabyte: 5,
  /**
   * https://aws.amazon.com/cloudwatch/pricing/ : the first three dashboards of an account with up to 50 metrics each are
   * free; quoted by https://cloudburn.io/blog/amazon-cloudwatch-pricing (February 2026) and
   * https://www.factualminds.com/blog/amazon-cloudwatch-pricing-metrics-logs-alarms-dashboards/ (June 2026)
   */
  logGigabyte: 0.5,
  alarmMetric: 0.1,
  dashboard: 3,
  metric: 0.3,
} as const;

/** What a small team asks in a month. */
const USE = {
  calls: 300,
  secondsEach: 6,
  analyses: 60,
  inputTokensEach: 60_000,
  outputTokensEach: 2_000,
  queriesEach: 3,
  logKilobytesEach: 4,
  /** Metrics cost by the hour in which they are written. */
  metrics: 40,
  hoursWithCalls: 40,
} as const;

const HOURS = 730;
const GIGABYTES_OF_MEMORY = 1;
/** Three alarms watch one metric each; that of the model's failures watches four. */
const ALARM_METRICS = 7;
const QUERY_TERABYTES = 10 / 1e6;

/** What a month costs with ordinary use of a small team, and what of it is due without any. */
export function estimateCost(
  { modelId, alarms, dashboard }: { readonly modelId: string; readonly alarms: boolean; readonly dashboard: boolean },
  t: Translate,
): Cost {
  const price = priceOf(modelId);
  const model = modelCost(price, {
    inputTokens: USE.analyses * USE.inputTokensEach,
    outputTokens: USE.analyses * USE.outputTokensEach,
  });
  const queries = USE.calls * USE.queriesEach;
  const rows: Cost['rows'] = [
    {
      what: t('Model ({0})', modelId),
      quantity: t(
        '{0} analyses, each {1} input and {2} output tokens',
        USE.analyses,
        USE.inputTokensEach,
        USE.outputTokensEach,
      ),
      price:
        price === undefined
          ? t('price not known')
          : t('${0} per million input tokens, ${1} per million output tokens', price.input, price.output),
      monthly: model,
      fixed: false,
    },
    {
      what: 'Amazon Athena',
      quantity: t('{0} queries of 10 MB, the minimum charge', queries),
      price: t('${0} per TB scanned', PRICES.athenaTerabyte),
      monthly: queries * QUERY_TERABYTES * PRICES.athenaTerabyte,
      fixed: false,
    },
    {
      what: 'AWS Lambda',
      quantity: t('{0} calls of {1} s with 1 GB of memory', USE.calls, USE.secondsEach),
      price: t('$0.0000133334 per GB-second, $0.20 per million calls'),
      monthly: USE.calls * (USE.secondsEach * GIGABYTES_OF_MEMORY * PRICES.lambdaGigabyteSecond + PRICES.lambdaRequest),
      fixed: false,
    },
    {
      what: 'Amazon API Gateway',
      quantity: t('{0} calls', USE.calls),
      price: t('$3.50 per million calls'),
      monthly: USE.calls * PRICES.apiRequest,
      fixed: false,
    },
    {
      what: t('Logs'),
      quantity: t('{0} calls of {1} KB', USE.calls, USE.logKilobytesEach),
      price: t('${0} per GB', PRICES.logGigabyte),
      monthly: ((USE.calls * USE.logKilobytesEach) / 1e6) * PRICES.logGigabyte,
      fixed: false,
    },
    {
      what: t('Metrics'),
      quantity: t('{0} metrics, used in {1} of {2} hours', USE.metrics, USE.hoursWithCalls, HOURS),
      price: t('${0} per metric per month', PRICES.metric),
      monthly: USE.metrics * PRICES.metric * (USE.hoursWithCalls / HOURS),
      fixed: false,
    },
    ...(alarms
      ? [
          {
            what: t('Alarms'),
            quantity: t('4 alarms on {0} metrics', ALARM_METRICS),
            price: t('${0} per metric', PRICES.alarmMetric),
            monthly: ALARM_METRICS * PRICES.alarmMetric,
            fixed: true,
          },
        ]
      : []),
    ...(dashboard
      ? [
          {
            what: t('Dashboard'),
            quantity: t('1 dashboard'),
            price: t('${0} per dashboard; the first three in an account are free', PRICES.dashboard),
            monthly: PRICES.dashboard,
            fixed: true,
          },
        ]
      : []),
  ];
  return {
    rows,
    monthly: rows.reduce((sum, { monthly }) => sum + (monthly ?? 0), 0),
    assumptions: [
      t(
        'List prices of us-east-1 in US dollars, before free tiers, discounts and taxes. Prices in other regions differ.',
      ),
      t(
        'The model is usually the largest cost. It grows with the number of analyses and the cases that each one reads.',
      ),
      t('With no calls, only the items marked as fixed are charged.'),
      ...(model === null
        ? [t('The total leaves out this model, because its price is not known here. See Amazon Bedrock pricing.')]
        : []),
    ],
    asOf: PRICES.asOf,
  };
}
