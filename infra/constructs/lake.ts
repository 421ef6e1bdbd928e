import { Fn } from 'aws-cdk-lib';

/** What Case Insights made and the server reads. */
export interface Lake {
  readonly database: string;
  readonly workGroup: string;
  readonly resultsBucket: string;
  readonly dataBucket: string;
}

/**
 * Imports are checked by CloudFormation before anything is made, and keep the Case Insights stack from being deleted
 * under the server. The bucket of the cases has no export; its name follows from the identifier.
 */
export function importLake(): Lake {
  const exported = (name: string) => Fn.importValue(Fn.sub(`\${CaseInsightsStackName}-${name}`));
  return {
    database: exported('AthenaDatabaseName'),
    workGroup: exported('AthenaWorkGroupName'),
    resultsBucket: exported('AthenaQueryResultsBucket'),
    dataBucket: Fn.sub('s3-${UniqueIdentifier}-caseprocessed'),
  };
}
