/** Part of AWS with accounts and consoles of its own. */
export type Partition = 'aws' | 'aws-cn' | 'aws-us-gov';

const HOSTS: Readonly<Record<Partition, string>> = {
  aws: 'support.console.aws.amazon.com',
  'aws-cn': 'console.amazonaws.cn',
  'aws-us-gov': 'console.amazonaws-us-gov.com',
};

/** The partition of a region such as `us-gov-west-1`. */
export function partitionOf(region: string): Partition {
  if (region.startsWith('cn-')) return 'aws-cn';
  return region.startsWith('us-gov-') ? 'aws-us-gov' : 'aws';
}

/** URL of a case in AWS's console; undefined for a number that AWS Support would not assign, or for sample data. */
export function consoleUrl(caseNumber: string, partition: Partition | undefined): string | undefined {
  if (partition === undefined || !/^\d{8,20}$/.test(caseNumber)) return undefined;
  return `https://${HOSTS[partition]}/support/home#/case/?displayId=${caseNumber}`;
}
