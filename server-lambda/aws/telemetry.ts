import { Logger } from '@aws-lambda-powertools/logger';
import { Metrics, MetricUnit } from '@aws-lambda-powertools/metrics';
import { SERVER_NAME } from '#core/contract/version.ts';
import type { InvocationFailure } from '../handler.ts';
import type { Invocation, LoggedCall } from './call-log.ts';
import { errorCauses } from './error-causes.ts';

/** Where CloudWatch keeps the metrics. */
const NAMESPACE = 'CaseInsights';

/**
 * The function's log (one line of JSON for each call of a tool; level by POWERTOOLS_LOG_LEVEL) and its metrics, in
 * CloudWatch's embedded metric format. Both are written immediately, and say who called what with which outcome. They never
 * contain questions, answers or the text of a failure.
 *
 * Metrics: `Calls` by tool and outcome; `Failures`, `Duration`, `BytesScanned`, `InputTokens`, `OutputTokens` and
 * `EstimatedCost` (US dollars) by tool, and over all tools for alarms. Every combination is a metric that AWS charges for, so there are no more.
 */
export function createTelemetry() {
  // The stack names the service after the function, so that the metrics of two servers in one account stay apart.
  const serviceName = process.env['POWERTOOLS_SERVICE_NAME'] ?? SERVER_NAME;
  const logger = new Logger({ serviceName });
  const metrics = new Metrics({ serviceName, namespace: NAMESPACE });
  return {
    writeCall: (call: LoggedCall, about: Invocation): void => {
      logger[levelOf(call)]('Tool call', {
        tool: call.tool,
        outcome: call.outcome,
        duration_ms: call.durationMs,
        rows: call.rows,
        bytes_scanned: call.bytesScanned,
        input_tokens: call.inputTokens,
        output_tokens: call.outputTokens,
        estimated_cost_usd: call.estimatedCost,
        ...idsOf(about),
        ...(call.error?.cause !== undefined && { causes: errorCauses(call.error.cause) }),
      });
      publishCall(metrics, call);
    },
    writeFailure: ({ code, causes, ...about }: InvocationFailure): void => {
      logger.error('Invocation failed', { outcome: code, ...idsOf(about), causes });
    },
  };
}

function levelOf({ outcome }: LoggedCall): 'info' | 'warn' | 'error' {
  if (outcome === 'ok') return 'info';
  return outcome === 'INTERNAL' ? 'error' : 'warn';
}

function idsOf({ requestId, functionRequestId, callerArn }: Invocation) {
  return { request_id: requestId, function_request_id: functionRequestId, caller_arn: callerArn };
}

function publishCall(metrics: Metrics, call: LoggedCall): void {
  const { tool, outcome } = call;
  metrics.addDimensions({ tool, outcome });
  metrics.addMetric('Calls', MetricUnit.Count, 1);
  metrics.publishStoredMetrics();

  metrics.addDimensions({});
  metrics.addDimensions({ tool });
  metrics.addMetric('Failures', MetricUnit.Count, outcome === 'ok' ? 0 : 1);
  metrics.addMetric('Duration', MetricUnit.Milliseconds, call.durationMs);
  metrics.addMetric('BytesScanned', MetricUnit.Bytes, call.bytesScanned);
  if (call.inputTokens !== undefined) metrics.addMetric('InputTokens', MetricUnit.Count, call.inputTokens);
  if (call.outputTokens !== undefined) metrics.addMetric('OutputTokens', MetricUnit.Count, call.outputTokens);
  if (call.estimatedCost !== undefined) metrics.addMetric('EstimatedCost', MetricUnit.NoUnit, call.estimatedCost);
  metrics.publishStoredMetrics();
}
