import { describe, expect, it } from 'vitest';
import { serviceCodesFor } from '#core/sql/service-codes.ts';

/** Whether a filter finds a stored code, as the SQL made from the answer would. */
function finds(typed: string, stored: string): boolean {
  const { codes, prefixes } = serviceCodesFor(typed);
  const code = stored.toLowerCase();
  return codes.includes(code) || prefixes.some((prefix) => code.startsWith(prefix));
}

describe('the service filter', () => {
  it.each([
    ['EC2', 'amazon-elastic-compute-cloud-linux'],
    ['ec2', 'amazon-elastic-compute-cloud-windows'],
    ['Amazon EC2', 'amazon-elastic-compute-cloud-linux'],
    ['RDS', 'amazon-relational-database-service-postgresql'],
    ['rds', 'rds'],
    ['Aurora', 'amazon-relational-database-service-aurora-postgres'],
    ['Lambda', 'aws-lambda'],
    ['AWS Lambda', 'aws-lambda'],
    ['S3', 'amazon-simple-storage-service'],
    ['s3', 's3'],
    ['DynamoDB', 'amazon-dynamodb'],
    ['Route 53', 'amazon-route53'],
    ['api gateway', 'api-gateway'],
    ['ELB', 'elastic-load-balancing'],
    ['EKS', 'service-eks'],
    ['Bedrock', 'service-bedrock'],
    ['IAM', 'aws-identity-and-access-management'],
    ['VPC', 'amazon-virtual-private-cloud'],
    ['step functions', 'aws-step-functions'],
    ['AMAZON-CLOUDFRONT', 'amazon-cloudfront'],
    ['cloudfront', 'amazon-cloudfront'],
  ])('finds, for %s, cases of %s', (typed, stored) => {
    expect(finds(typed, stored)).toBe(true);
  });

  it.each([
    ['EC2', 'ec2-container-service'],
    ['amazon-elastic-compute-cloud-linux', 'amazon-elastic-compute-cloud-windows'],
    ['S3', 'aws-step-functions'],
    ['x', 'amazon-xray'],
    ['%', 'aws-lambda'],
    ['aws-', 'aws-lambda'],
  ])('does not find, for %s, cases of %s', (typed, stored) => {
    expect(finds(typed, stored)).toBe(false);
  });
});
