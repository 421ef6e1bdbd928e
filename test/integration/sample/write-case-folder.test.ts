import { mkdtemp, readFile, readdir, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { generateSampleCases } from '../../../server-lambda/local/sample/generate-sample-cases.ts';
import { writeCaseFolder } from '../../support/write-case-folder.ts';

const records = generateSampleCases({ now: new Date('2026-11-22T12:00:00Z') }).slice(0, 120);
let folder = '';

beforeAll(async () => {
  folder = await mkdtemp(path.join(os.tmpdir(), 'case-folder-'));
});
afterAll(async () => {
  await rm(folder, { recursive: true });
});

describe('writeCaseFolder', () => {
  it('writes one data.json a case under the producer’s partition folders', async () => {
    expect(await writeCaseFolder(folder, records)).toBe(120);
    const accounts = await readdir(folder);
    expect(accounts.sort()).toEqual(
      [...new Set(records.map((record) => `account_number=${record.account_number!}`))].sort(),
    );
    const cases = await Promise.all(accounts.map((account) => readdir(path.join(folder, account))));
    expect(cases.flat()).toHaveLength(120);
  });

  it('uses the producer’s field names and keeps null as null', async () => {
    const record = { ...records[0]!, severitycode: null };
    await writeCaseFolder(folder, [record]);
    const file = path.join(
      folder,
      `account_number=${record.account_number!}`,
      `case_number=${record.case_number!}`,
      'data.json',
    );
    expect(JSON.parse(await readFile(file, 'utf8'))).toEqual({
      caseId: record.caseid,
      displayId: record.displayid,
      subject: record.subject,
      serviceCode: record.servicecode,
      categoryCode: record.categorycode,
      severityCode: null,
      submittedBy: record.submittedby,
      timeCreated: record.timecreated,
      status: 'resolved',
      Case_Retrieval_Date: record.case_retrieval_date,
      Case_Summary: record.case_summary,
      RCA_Category: record.rca_category,
      RCA_Reason: record.rca_reason,
      RCA_Retrieval_Date: record.rca_retrieval_date,
      Lifecycle_Category: record.lifecycle_category,
      Lifecycle_Reason: record.lifecycle_reason,
      Lifecycle_Retrieval_Date: record.lifecycle_retrieval_date,
    });
  });

  it('refuses a case without an account, which has no place in the layout', async () => {
    await expect(writeCaseFolder(folder, [{ ...records[0]!, account_number: null }])).rejects.toThrow(/no account/);
  });
});
