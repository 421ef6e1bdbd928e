import { mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import type { CaseColumn, CaseRecord } from '#core/contract/case-record.ts';

/** The producer's name of each field in `data.json`; the partition keys are in the path instead. */
const PRODUCER_FIELDS = {
  caseid: 'caseId',
  displayid: 'displayId',
  subject: 'subject',
  servicecode: 'serviceCode',
  categorycode: 'categoryCode',
  severitycode: 'severityCode',
  submittedby: 'submittedBy',
  timecreated: 'timeCreated',
  case_retrieval_date: 'Case_Retrieval_Date',
  case_summary: 'Case_Summary',
  rca_category: 'RCA_Category',
  rca_reason: 'RCA_Reason',
  rca_retrieval_date: 'RCA_Retrieval_Date',
  lifecycle_category: 'Lifecycle_Category',
  lifecycle_reason: 'Lifecycle_Reason',
  lifecycle_retrieval_date: 'Lifecycle_Retrieval_Date',
} as const satisfies Record<Exclude<CaseColumn, 'account_number' | 'case_number'>, string>;

const FILES_AT_ONCE = 32;

/**
 * Writes cases into `folder` as the producer lays them out: `account_number=<account>/case_number=<case>/data.json`.
 * Resolves with the number of files; rejects when a case lacks its account or its number.
 */
export async function writeCaseFolder(folder: string, records: readonly CaseRecord[]): Promise<number> {
  for (let start = 0; start < records.length; start += FILES_AT_ONCE) {
    await Promise.all(records.slice(start, start + FILES_AT_ONCE).map((record) => writeCase(folder, record)));
  }
  return records.length;
}

async function writeCase(folder: string, record: CaseRecord): Promise<void> {
  const { account_number: account, case_number: caseNumber } = record;
  if (account === null || caseNumber === null) {
    throw new TypeError(`Case ${String(record.caseid)} has no account or no number to name its folder after.`);
  }
  const caseFolder = path.join(folder, `account_number=${account}`, `case_number=${caseNumber}`);
  await mkdir(caseFolder, { recursive: true });
  await writeFile(path.join(caseFolder, 'data.json'), JSON.stringify(producerObject(record)));
}

/** The producer keeps resolved cases only and says so in a field that is no column. */
function producerObject(record: CaseRecord): Record<string, string | null> {
  const fields = Object.entries(PRODUCER_FIELDS).map(([column, field]) => [
    field,
    // Object.entries widens the key; the keys of PRODUCER_FIELDS are columns.
    record[column as CaseColumn],
  ]);
  return { ...(Object.fromEntries(fields) as Record<string, string | null>), status: 'resolved' };
}
