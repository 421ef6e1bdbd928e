/** A stack that exports what Case Insights exports, in a template that moto can create. */
export const PRODUCER = {
  Resources: { Logs: { Type: 'AWS::Logs::LogGroup', Properties: { LogGroupName: '/producer' } } },
  Outputs: Object.fromEntries(
    Object.entries({
      AnalyticsEnabled: 'true',
      AthenaDatabaseName: 'case_insights_acme',
      AthenaWorkGroupName: 'CaseInsights-acme',
      AthenaQueryResultsBucket: 's3-acme-athena-results',
    }).map(([name, Value]) => [name, { Value, Export: { Name: { 'Fn::Sub': `\${AWS::StackName}-${name}` } } }]),
  ),
};
