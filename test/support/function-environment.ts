import { RESULTS_BUCKET, WORKGROUP } from './athena-endpoint.ts';
import { CREDENTIALS } from './aws-credentials.ts';
import { REGION } from './bedrock-endpoint.ts';

/** What the stack and Lambda would tell the function, with the services of this machine in place of AWS's. */
export function functionEnvironment(
  athena: { readonly url: string },
  bedrock: { readonly url: string },
  modelId: string,
): Readonly<Record<string, string>> {
  return {
    AWS_REGION: REGION,
    AWS_ACCESS_KEY_ID: CREDENTIALS.accessKeyId,
    AWS_SECRET_ACCESS_KEY: CREDENTIALS.secretAccessKey,
    AWS_ENDPOINT_URL_ATHENA: athena.url,
    AWS_ENDPOINT_URL_S3: athena.url,
    AWS_ENDPOINT_URL_BEDROCK: bedrock.url,
    AWS_ENDPOINT_URL_BEDROCK_RUNTIME: bedrock.url,
    ATHENA_DATABASE: 'case_insights',
    ATHENA_WORKGROUP: WORKGROUP,
    BEDROCK_MODEL_ID: modelId,
    RESULTS_BUCKET,
  };
}
