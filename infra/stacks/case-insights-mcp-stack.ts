import { Fn, Stack, type CfnElement, type StackProps } from 'aws-cdk-lib';
import type { CfnFunction } from 'aws-cdk-lib/aws-lambda';
import { Asset } from 'aws-cdk-lib/aws-s3-assets';
import type { Construct } from 'constructs';
import { VERSION } from '#core/contract/version.ts';
import { acknowledge } from '../constructs/acknowledge.ts';
import { addAccountLogging } from '../constructs/account-logging.ts';
import { addAlarms } from '../constructs/alarms.ts';
import { addApi } from '../constructs/api.ts';
import { chooseText, isSet } from '../constructs/condition.ts';
import { addDashboard } from '../constructs/dashboard.ts';
import { addFunction } from '../constructs/function.ts';
import { addSavedQueries } from '../constructs/saved-queries.ts';
import { addShared } from '../constructs/shared.ts';
import { addUserPolicy } from '../constructs/user-policy.ts';
import { addWebAcl } from '../constructs/web-acl.ts';
import { addOutputs } from './outputs.ts';
import { addAssetBucket, addParameters } from '../constructs/parameters.ts';

export interface CaseInsightsMcpStackProps extends StackProps {
  /**
   * The function's zip: a file, which the CDK publishes, or the key of an object in the bucket of parameter
   * AssetBucket, which the deployer uploads.
   */
  readonly code: { readonly file: string } | { readonly key: string };
}

/** The whole server: function, API, roles, logs, dashboard and alarms. */
export class CaseInsightsMcpStack extends Stack {
  constructor(scope: Construct, id: string, { code, ...props }: CaseInsightsMcpStackProps) {
    super(scope, id, { description: `Case Insights MCP server ${VERSION}`, ...props });
    this.templateOptions.templateFormatVersion = '2010-09-09';
    acknowledge(this, 'W1030', 'What is empty by default is used only under a condition that it is not.');
    const parameters = addParameters(this);
    const shared = addShared(this, parameters);
    const accountLogging = addAccountLogging(this, parameters, shared);
    const caseFunction = addFunction(this, parameters, { code: this.#locate(code), shared });
    const { stage } = addApi(this, parameters, { caseFunction, shared, accountLogging });
    addWebAcl(this, parameters, stage);
    const userPolicy = addUserPolicy(this);
    addDashboard(this, parameters);
    addAlarms(this, parameters);
    addSavedQueries(this);
    addOutputs(this, parameters, shared, userPolicy);
  }

  /** Ids in the template are those given here, not derived from the construct tree, so that deployments can be updated. */
  protected override allocateLogicalId(element: CfnElement): string {
    return element.node.id;
  }

  #locate(code: CaseInsightsMcpStackProps['code']): CfnFunction.CodeProperty {
    if ('file' in code) {
      const { s3BucketName, s3ObjectKey } = new Asset(this, 'Code', { path: code.file });
      return { s3Bucket: s3BucketName, s3Key: s3ObjectKey };
    }
    const bucket = addAssetBucket(this);
    const bootstrapBucket = Fn.sub('cdk-hnb659fds-assets-${AWS::AccountId}-${AWS::Region}');
    return {
      s3Bucket: chooseText(isSet(this, 'HasAssetBucket', bucket), bucket.valueAsString, bootstrapBucket),
      s3Key: code.key,
    };
  }
}
