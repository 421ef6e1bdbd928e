import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { createServer, request as forward } from 'node:http';
import type { AddressInfo } from 'node:net';
import path from 'node:path';
import { startAccountEndpoint, type AccountEndpoint } from './account-endpoint.ts';
import { CREDENTIALS } from './aws-credentials.ts';
import { REPOSITORY } from './case-folder.ts';
import { startCloudFormationEndpoint, type CloudFormationEndpoint } from './cloudformation-endpoint.ts';
import { answerAsReadyAccount } from './ready-account.ts';

/** The account's CDK bootstrap bucket, where things begin. */
export const ASSET_BUCKET = assetBucketIn('eu-central-1');

/**
 * Account 111122223333 with Case Insights in it, ready to be deployed to in two regions: its CloudFormation, and all the
 * rest.
 */
export interface DeployableAccount {
  readonly aws: CloudFormationEndpoint;
  readonly account: AccountEndpoint;
  /** One address for both. */
  readonly url: string;
  close(): Promise<void>;
}

export async function startDeployableAccount(credentials = CREDENTIALS): Promise<DeployableAccount> {
  const [aws, account] = await Promise.all([startCloudFormationEndpoint(credentials), startAccountEndpoint()]);
  answerAsReadyAccount(account);
  for (const region of ['eu-central-1', 'us-east-1']) {
    const bucket = assetBucketIn(region);
    for (const target of [bucket, `${bucket}/`]) account.answers.set(`HEAD /${target}`, { json: {} });
    // What the build made is in the bucket already: nothing is uploaded.
    for (const key of [assetKey('lambda.zip', '.zip'), assetKey('template.json', '.template.json')]) {
      account.answers.set(`HEAD /${bucket}/${key}`, { json: {} });
    }
  }
  aws.exports = Object.entries({
    AnalyticsEnabled: 'true',
    AthenaDatabaseName: 'case_insights_acme',
    AthenaWorkGroupName: 'CaseInsights-acme',
  }).map(([name, Value]) => ({ Name: `aws-case-insights-${name}`, Value, ExportingStackId: 'id' }));

  const server = createServer((request, response) => {
    const ofCloudFormation = (request.headers.authorization ?? '').includes('/cloudformation/aws4_request');
    const { port } = new URL(ofCloudFormation ? aws.url : account.url);
    const { method, url: target, headers } = request;
    const onward = forward({ host: '127.0.0.1', port, method, path: target, headers }, (answer) => {
      response.writeHead(answer.statusCode ?? 500, answer.headers);
      answer.pipe(response);
    });
    onward.on('error', () => response.destroy());
    request.pipe(onward);
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  // A TCP server's address is never a pipe's name.
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return {
    aws,
    account,
    url,
    async close() {
      server.close();
      server.closeAllConnections();
      await Promise.all([once(server, 'close'), aws.close(), account.close()]);
    },
  };
}

/** The key of a file of dist/ in the asset bucket. */
export function assetKey(file: string, ending: string): string {
  const hash = createHash('sha256')
    .update(readFileSync(path.join(REPOSITORY, 'dist', file)))
    .digest('hex');
  return `case-insights-mcp/${hash}${ending}`;
}

function assetBucketIn(region: string): string {
  return `cdk-hnb659fds-assets-111122223333-${region}`;
}
