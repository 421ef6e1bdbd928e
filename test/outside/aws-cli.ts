import { execFileSync } from 'node:child_process';

/** Runs a command of the AWS CLI against the endpoint, and gives what it prints. */
export function aws(endpoint: string, ...command: readonly string[]): string {
  return execFileSync('aws', command, {
    encoding: 'utf8',
    env: {
      ...process.env,
      AWS_ENDPOINT_URL: endpoint,
      AWS_DEFAULT_REGION: 'us-east-1',
      AWS_ACCESS_KEY_ID: 'AKIAMOTO000000000000',
      AWS_SECRET_ACCESS_KEY: 'moto',
      AWS_PAGER: '',
    },
  }).trim();
}
