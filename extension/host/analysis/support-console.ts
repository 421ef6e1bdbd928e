export type Partition = 'aws' | 'aws-cn' | 'aws-us-gov';

const HOSTS: Readonly<Record<Partition, string>> = {
  aws: 'support.console.aws.amazon.com',
  'aws-cn': 'console.amazonaws.cn',
  'aws-us-gov': 'console.amazonaws-us-gov.com',
};

/** AWS's page of a case; undefined where the number is none that AWS Support gives, or the case is made up. */
export function consoleUrl(caseNumber: string, partition: Partition | undefined): string | undefined {
  if (partition === undefined || !/^\d{8,20}$/.test(caseNumber)) return undefined;
  return `https://${HOSTS[partition]}/support/home#/case/?displayId=${caseNumber}`;
}
