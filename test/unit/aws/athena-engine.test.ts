import { AthenaClient } from '@aws-sdk/client-athena';
import { expect, it, vi } from 'vitest';
import { createAthenaEngine } from '../../../server-lambda/aws/athena/athena-engine.ts';

it('a query that is cancelled before it begins never begins in Athena, where it would cost', async () => {
  const athena = new AthenaClient({ region: 'eu-west-1' });
  const send = vi.spyOn(athena, 'send').mockImplementation(() => Promise.resolve({}) as never);
  const engine = createAthenaEngine({
    athena,
    s3: () => Promise.reject(new Error('no object is read')),
    workGroup: 'CaseInsights',
    catalog: 'AwsDataCatalog',
    database: 'case_insights',
  });
  const query = engine.query({ text: 'SELECT 1', values: [] }, { maxRows: 1, signal: AbortSignal.abort() });
  await expect(query).rejects.toMatchObject({ code: 'CANCELLED' });
  expect(send).not.toHaveBeenCalled();
});
