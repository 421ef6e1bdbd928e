import type { DataScope } from './contract/data-scopes.ts';
import { CaseInsightsError } from './errors.ts';
import type { ServerPorts } from './server-ports.ts';
import { casesOfAccounts } from './sql/case-source.ts';
import { nameSql } from './sql/sql.ts';

/** The same ports for callers who see less: whatever a tool asks, it gets no other case. */
export function scopedPorts(ports: ServerPorts, scope: DataScope): ServerPorts {
  switch (scope.kind) {
    case 'everything':
      return ports;
    case 'accounts':
      return {
        ...ports,
        cases: casesOfAccounts(ports.cases, scope.accounts),
        tables: { ...ports.tables, tables: [] },
      };
    case 'view':
      return {
        ...ports,
        cases: nameSql(scope.view),
        tables: { ...ports.tables, tables: [scope.view], nothingElse: true },
      };
    case 'nothing':
      return {
        ...ports,
        engine: { query: refuse },
        analyst: { ...ports.analyst, analyzeCases: refuse, analyzeText: refuse },
      };
  }
}

function refuse(): Promise<never> {
  return Promise.reject(
    new CaseInsightsError(
      'NOT_AUTHORIZED',
      'You may call this server, but its data scopes give your role access to no cases.',
      'Ask the owner of the stack to add your role to its parameter DataScopes.',
    ),
  );
}
