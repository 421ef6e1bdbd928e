/** Which stored service codes a caller's word stands for. The engine compares both in its own lower case. */
export interface ServiceCodes {
  /** Codes that match as a whole. */
  readonly codes: readonly string[];
  /** Families: every code that starts so, such as all engines of RDS. */
  readonly prefixes: readonly string[];
}

/**
 * Reads what people type (`EC2`, `Amazon S3`, `route 53`) and the codes of AWS Support (`amazon-route53`). A word
 * matches its own code with and without the vendor's prefix; a short name matches the whole family it is the name of.
 * Any other text matches itself, without regard to case.
 */
export function serviceCodesFor(typed: string): ServiceCodes {
  const word = typed.trim().toLowerCase();
  const slug = word.replaceAll(/[\s_()]+/g, '-').replace(/-$/, '');
  const base = slug.replace(/^(?:amazon|aws|service)-/, '');
  // As typed too: the engine's own lower case differs from this one's for a few letters (İ).
  const ofBase = base === '' ? [] : [base, `amazon-${base}`, `aws-${base}`, `service-${base}`];
  const codes = [typed, word, slug, ...ofBase].filter((code) => code !== '');
  return { codes: [...new Set(codes)], prefixes: FAMILIES.get(base.replaceAll('-', '')) ?? [] };
}

/** Short names, without hyphens, and the codes their families start with: AWS Support API, DescribeServices. */
const FAMILIES: ReadonlyMap<string, readonly string[]> = new Map(
  Object.entries({
    ec2: ['amazon-elastic-compute-cloud', 'service-elastic-compute-cloud-ec2'],
    ec2linux: ['amazon-elastic-compute-cloud-linux'],
    rdspostgresql: ['amazon-relational-database-service-postgres'],
    rdsmysql: ['amazon-relational-database-service-mysql'],
    rdsaurora: ['amazon-relational-database-service-aurora'],
    rdsaurorapostgresql: ['amazon-relational-database-service-aurora-postgres'],
    ec2windows: ['amazon-elastic-compute-cloud-windows'],
    elasticcomputecloud: ['amazon-elastic-compute-cloud', 'service-elastic-compute-cloud-ec2'],
    rds: [
      'amazon-relational-database-service',
      'aws-relational-database-service',
      'service-relational-database-service',
      'service-rds',
    ],
    relationaldatabaseservice: ['amazon-relational-database-service', 'aws-relational-database-service'],
    aurora: ['amazon-relational-database-service-aurora'],
    mysql: ['amazon-relational-database-service-mysql'],
    postgres: ['amazon-relational-database-service-postgres', 'amazon-relational-database-service-aurora-postgres'],
    postgresql: ['amazon-relational-database-service-postgres', 'amazon-relational-database-service-aurora-postgres'],
    s3: ['amazon-simple-storage-service'],
    ebs: ['amazon-elastic-block-store'],
    efs: ['amazon-elastic-file-system'],
    fsx: ['service-fsx'],
    glacier: ['amazon-glacier'],
    vpc: ['amazon-virtual-private-cloud', 'service-vpc'],
    vpn: ['amazon-virtual-private-network', 'service-client-vpn'],
    elb: ['elastic-load-balancing'],
    alb: ['elastic-load-balancing'],
    nlb: ['elastic-load-balancing'],
    elasticloadbalancer: ['elastic-load-balancing'],
    ecs: ['ec2-container-service', 'amazon-elastic-container-service', 'service-elastic-container-service'],
    ecr: ['service-container-registry-ecr', 'amazon-elastic-container-registry'],
    eks: ['service-eks', 'amazon-elastic-kubernetes-service'],
    kubernetes: ['service-eks', 'amazon-elastic-kubernetes-service'],
    emr: ['amazon-elastic-mapreduce', 'service-emr'],
    sns: ['amazon-simple-notification-service'],
    sqs: ['amazon-simple-queue-service'],
    ses: ['amazon-simple-email-service'],
    swf: ['amazon-simple-workflow-service'],
    iam: ['aws-identity-and-access-management'],
    sso: ['single-sign-on', 'service-iam-identity-center'],
    identitycenter: ['single-sign-on', 'service-iam-identity-center'],
    kms: ['key-management-service'],
    acm: ['amazon-acm-service'],
    certificatemanager: ['amazon-acm-service'],
    waf: ['aws-web-application-firewall'],
    dax: ['dynamodb-accelerator'],
    dms: ['amazon-database-migration-service', 'service-database-migration-service'],
    msk: ['service-managed-streaming-for-kafka'],
    kafka: ['service-managed-streaming-for-kafka'],
    mwaa: ['service-managed-workflows-for-apache-airflow'],
    airflow: ['service-managed-workflows-for-apache-airflow'],
    opensearch: ['service-opensearch', 'amazon-elasticsearch-service'],
    elasticsearch: ['amazon-elasticsearch-service', 'service-opensearch'],
    documentdb: ['service-documentdb'],
    keyspaces: ['service-managed-apache-cassandra-service'],
    qldb: ['service-quantum-ledger-database'],
    transitgateway: ['service-vpc-transit-gateway'],
    tgw: ['service-vpc-transit-gateway'],
    directconnect: ['aws-direct-connect'],
    dx: ['aws-direct-connect'],
    route53: ['amazon-route53'],
    apigateway: ['api-gateway', 'amazon-api-gateway'],
    asg: ['auto-scaling'],
    autoscaling: ['auto-scaling'],
    beanstalk: ['aws-elastic-beanstalk'],
    stepfunctions: ['aws-step-functions'],
    firehose: ['amazon-kinesis-firehose', 'service-kinesis-firehose'],
    ssm: ['systems-manager', 'service-systems-manager'],
    secretsmanager: ['secrets-manager'],
    config: ['config-service'],
    xray: ['amazon-xray'],
    cdk: ['service-cloud-development-kit'],
    cfn: ['aws-cloudformation'],
    fis: ['service-fault-injection'],
    transfer: ['service-transfer'],
    sftp: ['service-transfer'],
    prometheus: ['service-managed-service-for-prometheus'],
    grafana: ['service-managed-service-for-grafana'],
    amp: ['service-managed-service-for-prometheus'],
    privatelink: ['service-privatelink', 'amazon-privatelink'],
    quotas: ['service-limit-increase'],
    servicequotas: ['service-limit-increase'],
    workspaces: ['amazon-workspaces', 'service-workspaces'],
    lightsail: ['amazon-lightsail', 'service-lightsail'],
    amplify: ['service-amplify'],
    lambdaedge: ['lambda-edge'],
    backup: ['service-backup'],
  }),
);

/** The short names of families, without hyphens. */
export const SERVICE_FAMILIES: readonly string[] = [...FAMILIES.keys()];
