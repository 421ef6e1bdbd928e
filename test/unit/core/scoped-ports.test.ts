import { describe, expect, it } from 'vitest';
import { scopedPorts } from '#core/scoped-ports.ts';
import { casesOfAccounts } from '#core/sql/case-source.ts';
import { sql, nameSql } from '#core/sql/sql.ts';
import { aCaseQuestion } from '../../support/case-question.ts';
import { fakePorts } from '../../support/fake-ports.ts';

const refused = expect.objectContaining({ code: 'NOT_AUTHORIZED' }) as Error;

describe('what a caller reaches', () => {
  it('is neither the engine nor the model where the caller sees nothing', async () => {
    const ports = fakePorts();
    const { engine, analyst } = scopedPorts(ports, { kind: 'nothing' });
    await expect(engine.query(sql`SELECT 1`, { maxRows: 1 })).rejects.toEqual(refused);
    await expect(analyst.analyzeCases(aCaseQuestion([]), {})).rejects.toEqual(refused);
    await expect(analyst.analyzeText({ data: 'a', prompt: 'b' }, {})).rejects.toEqual(refused);
    expect(ports.queries).toEqual([]);
  });

  it('is a view alone, or the cases of some accounts and no table of its own choice', () => {
    const view = scopedPorts(fakePorts(), { kind: 'view', view: 'team-b' });
    expect([view.cases.text, view.tables.tables]).toEqual(['"team-b"', ['team-b']]);
    const accounts = scopedPorts(fakePorts(), { kind: 'accounts', accounts: ['111122223333'] });
    expect(accounts.tables.tables).toEqual([]);
    expect(accounts.cases.values).toEqual(['111122223333']);
  });
});

describe('the cases of accounts', () => {
  it('are those with one of these numbers, and none without a number', () => {
    expect(casesOfAccounts(nameSql('case_summary'), ['111122223333', "'"])).toMatchObject({
      text: '(SELECT * FROM case_summary WHERE account_number IN (?, ?)) AS cases',
      values: ['111122223333', "'"],
    });
  });

  it('are not those of no account', () => {
    expect(() => casesOfAccounts(nameSql('case_summary'), [])).toThrow(RangeError);
  });
});
