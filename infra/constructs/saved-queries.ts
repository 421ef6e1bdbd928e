import { Fn, type Stack } from 'aws-cdk-lib';
import { CfnQueryDefinition } from 'aws-cdk-lib/aws-logs';
import { NAMES } from './names.ts';

interface SavedQuery {
  readonly id: string;
  readonly name: string;
  readonly log: 'access' | 'function';
  readonly query: string;
}

const QUERIES: readonly SavedQuery[] = [
  {
    id: 'MCPRefusedCallsQuery',
    name: 'refused calls',
    log: 'access',
    query: 'filter status = 403 | stats count(*) as calls by caller, clientIp, error | sort calls desc',
  },
  {
    id: 'MCPThrottledCallsQuery',
    name: 'throttled calls',
    log: 'access',
    query: 'filter status = 429 | stats count(*) as calls by caller, bin(5m) | sort calls desc',
  },
  {
    id: 'MCPSlowCallsQuery',
    name: 'slow calls',
    log: 'access',
    query:
      'filter responseTime > 5000 | fields timestamp, caller, path, responseTime, responseMode, integrationError | sort responseTime desc | limit 100',
  },
  {
    id: 'MCPUsageQuery',
    name: 'usage by caller and tool',
    log: 'function',
    query:
      'filter ispresent(tool) and ispresent(caller_arn) | stats count(*) as calls, sum(bytes_scanned) as bytes, sum(input_tokens) as tokens, sum(estimated_cost_usd) as usd by caller_arn, tool | sort calls desc',
  },
  {
    id: 'MCPFailuresQuery',
    name: 'failures',
    log: 'function',
    query:
      'filter ispresent(outcome) and outcome != "ok" and level in ["WARN", "ERROR"] | fields @timestamp, tool, outcome, caller_arn, duration_ms, request_id | sort @timestamp desc | limit 100',
  },
];

/** Adds saved queries to CloudWatch Logs Insights, in a folder named after the server. */
export function addSavedQueries(stack: Stack): void {
  for (const { id, name, log, query } of QUERIES) {
    new CfnQueryDefinition(stack, id, {
      name: Fn.sub(`MCP-CaseInsights-\${UniqueIdentifier}\${NameSuffix}/${name}`),
      logGroupNames: [log === 'access' ? NAMES.accessLogGroup : NAMES.functionLogGroup],
      queryString: query,
    });
  }
}
