import {
  AthenaClient,
  GetQueryResultsCommand,
  type GetQueryResultsOutput,
  type QueryExecution,
} from '@aws-sdk/client-athena';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { readResults } from '../../../server-lambda/aws/athena/read-results.ts';

afterEach(() => {
  vi.restoreAllMocks();
});

/** What is read of a run whose answer comes in these pages of one column, `tab_name`. */
async function read(execution: QueryExecution, pages: readonly (readonly string[])[], maxRows = 10) {
  const athena = new AthenaClient({ region: 'eu-west-1' });
  const asked: (number | undefined)[] = [];
  const send = (command: unknown): Promise<GetQueryResultsOutput> => {
    if (!(command instanceof GetQueryResultsCommand)) throw new Error('nothing else is asked');
    const { MaxResults, NextToken = '0' } = command.input;
    asked.push(MaxResults);
    const at = Number(NextToken);
    return Promise.resolve({
      ResultSet: {
        ResultSetMetadata: { ColumnInfo: [{ Name: 'tab_name', Type: 'string' }] },
        Rows: (pages[at] ?? []).map((text) => ({ Data: [{ VarCharValue: text }] })),
      },
      ...(at + 1 < pages.length && { NextToken: String(at + 1) }),
    });
  };
  vi.spyOn(athena, 'send').mockImplementation(send as never);
  const s3 = () => Promise.reject(new Error('no object is read'));
  const results = await readResults({ athena, s3 }, execution, { maxRows, signal: new AbortController().signal });
  return { ...results, asked };
}

describe('the rows of a run', () => {
  it.each(['UTILITY', 'DDL'] as const)(
    'of type %s are all data, though the first is named like its column',
    async (type) => {
      const execution: QueryExecution = { StatementType: type, SubstatementType: 'SHOW_TABLES' };
      expect((await read(execution, [['tab_name', 'case_summary']])).rows).toEqual([['tab_name'], ['case_summary']]);
    },
  );

  it('of a query begin after the header, and say whether there are more than were asked for', async () => {
    const execution: QueryExecution = { StatementType: 'DML', SubstatementType: 'SELECT' };
    const found = await read(
      execution,
      [
        ['tab_name', 'tab_name'],
        ['a', 'b'],
      ],
      2,
    );
    expect(found).toMatchObject({ rows: [['tab_name'], ['a']], truncated: true, asked: [4, 2] });
    expect(await read(execution, [['tab_name', 'a', 'b']], 2)).toMatchObject({
      rows: [['a'], ['b']],
      truncated: false,
    });
  });
});
