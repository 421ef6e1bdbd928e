import { createHash } from 'node:crypto';
import { App, DefaultStackSynthesizer, type IStackSynthesizer } from 'aws-cdk-lib';
import { VERSION } from '#core/contract/version.ts';
import { CaseInsightsMcpStack } from './stacks/case-insights-mcp-stack.ts';

/** What is deployed without the CDK. */
export interface ShippedStack {
  readonly template: Readonly<Record<string, unknown>>;
  /** Which file goes where before the template is deployed. */
  readonly assets: {
    readonly version: string;
    readonly files: readonly {
      readonly file: 'lambda.zip';
      readonly sha256: string;
      readonly key: string;
      /** The template's parameter for the bucket, and which bucket is meant where it is empty. */
      readonly bucketParameter: 'AssetBucket';
      readonly defaultBucket: string;
    }[];
  };
}

/** An app whose only stack is made for any account and Region, with the function's zip in a bucket. */
export function shippedApp(zip: Uint8Array): { readonly app: App; readonly assets: ShippedStack['assets'] } {
  const sha256 = createHash('sha256').update(zip).digest('hex');
  const key = `case-insights-mcp/${sha256}.zip`;
  const app = new App({ analyticsReporting: false, context: { '@aws-cdk/core:validateAgainstDefaultRules': true } });
  // The CDK's types were compiled without exactOptionalPropertyTypes.
  const synthesizer = new DefaultStackSynthesizer({ generateBootstrapVersionRule: false }) as IStackSynthesizer;
  new CaseInsightsMcpStack(app, 'mcp-case-insights', {
    code: { key },
    synthesizer,
  });
  const bucket = {
    bucketParameter: 'AssetBucket',
    defaultBucket: 'cdk-hnb659fds-assets-${AWS::AccountId}-${AWS::Region}',
  } as const;
  return { app, assets: { version: VERSION, files: [{ file: 'lambda.zip', sha256, key, ...bucket }] } };
}

export function shipStack(zip: Uint8Array): ShippedStack {
  const { app, assets } = shippedApp(zip);
  // The assembly types a template as anything.
  const { template } = app.synth().getStackByName('mcp-case-insights') as { template: ShippedStack['template'] };
  return { template, assets };
}
