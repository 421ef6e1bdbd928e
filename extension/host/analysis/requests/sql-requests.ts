import { exportTable, tabSeparated } from '../export/export-table.ts';
import { orSayNotWritten, type RequestContext, type Handlers } from './handlers.ts';

/** Requests of the SQL tab. */
export function sqlRequests(
  context: RequestContext,
): Handlers<'runSql' | 'cancelSql' | 'changeSql' | 'saveQuery' | 'deleteQuery' | 'exportSql' | 'copySql'> {
  const { editor, sql } = context;
  return {
    runSql: ({ sql: statement, fresh }) => sql.run(statement, fresh ?? false),
    cancelSql: () => sql.cancel(),
    changeSql: ({ sql: statement }) => sql.change(statement),
    saveQuery: ({ name, sql: statement }) => sql.save(name, statement),
    deleteQuery: ({ id }) => sql.remove(id),
    exportSql: ({ result, format }) => {
      const table = sql.table(result);
      if (table === undefined) return;
      orSayNotWritten(context, editor.saveFile('case-insights-query', format, exportTable(table, format)));
    },
    copySql: ({ result, rows }) => {
      const table = sql.table(result);
      if (table !== undefined) void editor.copy(tabSeparated(table, rows));
    },
  };
}
