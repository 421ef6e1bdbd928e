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
    expect(accounts.cases.text).toContain("'111122223333'");
    expect(view.tables.nothingElse).toBe(true);
  });
});

describe('the cases of accounts', () => {
  it('are those with one of these numbers, and none without a number', () => {
    expect(casesOfAccounts(nameSql('case_summary'), ['111122223333', '444455556666'])).toMatchObject({
      text: "(SELECT * FROM case_summary WHERE account_number IN ('111122223333', '444455556666')) AS cases",
      values: [],
    });
  });

  it('stand in the text, so that no two sets of accounts share a statement whose results are reused', () => {
    const ofOne = casesOfAccounts(nameSql('case_summary'), ['111122223333']);
    const ofAnother = casesOfAccounts(nameSql('case_summary'), ['111122223334']);
    expect(ofOne.values).toEqual(ofAnother.values);
    expect(ofOne.text).not.toBe(ofAnother.text);
  });

  it('are refused for what is no account of 12 digits', () => {
    for (const account of ["'", "111122223333' OR '1'='1", '11112222333', '１１１１２２２２３３３３', ''])
      expect(() => casesOfAccounts(nameSql('case_summary'), [account])).toThrow(RangeError);
  });

  it('are not those of no account', () => {
    expect(() => casesOfAccounts(nameSql('case_summary'), [])).toThrow(RangeError);
  });
});
