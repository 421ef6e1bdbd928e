import type { SampleWorkload, ScenarioFamily } from './scenario.ts';

export interface SampleAccount {
  /** Twelve digits in the patterns that AWS documentation uses, so that they belong to nobody. */
  readonly number: string;
  readonly team: string;
  /** Where it runs; most cases are about the first. */
  readonly regions: readonly [string, string];
  /** Hours from UTC to the team's office hours. */
  readonly utcOffset: number;
  /** How many cases it opens compared with the others. */
  readonly share: number;
  /** What it uses most; every other family counts a quarter. */
  readonly families: Readonly<Partial<Record<ScenarioFamily, number>>>;
  readonly workloads: readonly SampleWorkload[];
  readonly submitters: readonly string[];
}

const workload = (name: string, slug: string): SampleWorkload => ({ name, slug });

/** The twelve accounts of a made-up retail group. */
export const ACCOUNTS = {
  storefront: {
    number: '111122223333',
    team: 'storefront',
    regions: ['eu-west-1', 'eu-central-1'],
    utcOffset: 1,
    share: 14,
    families: { serverless: 2, databases: 1.5, network: 2, containers: 2, storage: 1 },
    workloads: [
      workload('checkout API', 'checkout'),
      workload('product search', 'product-search'),
      workload('shopping cart service', 'cart'),
      workload('storefront web tier', 'storefront-web'),
    ],
    submitters: ['storefront-oncall@example.com', 'mira.lindqvist@example.com', 't.adeyemi@example.com'],
  },
  payments: {
    number: '444455556666',
    team: 'payments',
    regions: ['eu-central-1', 'eu-west-1'],
    utcOffset: 1,
    share: 11,
    families: { databases: 2, security: 3, serverless: 1.5, network: 1.5, containers: 1 },
    workloads: [
      workload('payment gateway', 'payment-gateway'),
      workload('fraud scoring service', 'fraud-scoring'),
      workload('refund workflow', 'refunds'),
      workload('card token vault', 'card-vault'),
    ],
    submitters: ['payments-sre@example.com', 'j.okafor@example.com', 'l.novak@example.com'],
  },
  mobile: {
    number: '777788889999',
    team: 'mobile backend',
    regions: ['us-east-1', 'us-west-2'],
    utcOffset: -5,
    share: 12,
    families: { serverless: 4, databases: 1.5, security: 1, operations: 1 },
    workloads: [
      workload('mobile backend', 'mobile-backend'),
      workload('loyalty ledger', 'loyalty-ledger'),
      workload('push notification service', 'push'),
      workload('offers API', 'offers'),
    ],
    submitters: ['mobile-platform@example.org', 'dana.whitfield@example.org', 'r.castillo@example.org'],
  },
  finance: {
    number: '123456789012',
    team: 'finance systems',
    regions: ['eu-central-1', 'eu-west-1'],
    utcOffset: 1,
    share: 6,
    families: { databases: 3, compute: 2, security: 1, storage: 1 },
    workloads: [
      workload('general ledger', 'ledger'),
      workload('invoice service', 'invoices'),
      workload('treasury reporting system', 'treasury'),
      workload('tax engine', 'tax-engine'),
    ],
    submitters: ['finance-it@example.com', 'h.brandt@example.com'],
  },
  dataPlatform: {
    number: '210987654321',
    team: 'data platform',
    regions: ['us-east-1', 'eu-west-1'],
    utcOffset: -5,
    share: 11,
    families: { analytics: 6, storage: 2, databases: 1 },
    workloads: [
      workload('clickstream pipeline', 'clickstream'),
      workload('sales data lake', 'sales-lake'),
      workload('nightly ETL', 'nightly-etl'),
      workload('reporting warehouse', 'reporting-dw'),
    ],
    submitters: ['data-platform@example.org', 'priya.raman@example.org', 's.kowalski@example.org'],
  },
  machineLearning: {
    number: '555566667777',
    team: 'machine learning',
    regions: ['us-west-2', 'us-east-1'],
    utcOffset: -8,
    share: 7,
    families: { ai: 6, compute: 2, containers: 1.5, storage: 1 },
    workloads: [
      workload('recommendation model', 'reco-model'),
      workload('support assistant', 'support-assistant'),
      workload('demand forecast', 'demand-forecast'),
      workload('document extraction service', 'doc-extract'),
    ],
    submitters: ['ml-engineering@example.org', 'yuki.tan@example.org', 'o.haddad@example.org'],
  },
  logistics: {
    number: '888899990000',
    team: 'logistics',
    regions: ['eu-west-1', 'eu-central-1'],
    utcOffset: 0,
    share: 9,
    families: { compute: 2, databases: 2, containers: 1.5, network: 1.5, serverless: 1 },
    workloads: [
      workload('parcel tracking service', 'parcel-tracking'),
      workload('warehouse management system', 'warehouse-mgmt'),
      workload('route planner', 'route-planner'),
      workload('label printing service', 'label-print'),
    ],
    submitters: ['logistics-ops@example.com', 'c.oreilly@example.com', 'f.silva@example.com'],
  },
  media: {
    number: '333344445555',
    team: 'media',
    regions: ['us-east-1', 'us-west-2'],
    utcOffset: -5,
    share: 7,
    families: { storage: 3, network: 2.5, serverless: 1.5, compute: 1 },
    workloads: [
      workload('product video service', 'product-video'),
      workload('image resizing service', 'image-resize'),
      workload('media ingest service', 'media-ingest'),
      workload('static asset origin', 'asset-origin'),
    ],
    submitters: ['media-eng@example.org', 'b.thornton@example.org'],
  },
  corporateIt: {
    number: '666677778888',
    team: 'corporate IT',
    regions: ['ap-southeast-2', 'eu-west-1'],
    utcOffset: 10,
    share: 6,
    families: { compute: 4, network: 2, security: 2, storage: 1.5 },
    workloads: [
      workload('HR portal', 'hr-portal'),
      workload('file share service', 'file-shares'),
      workload('identity federation service', 'id-federation'),
      workload('intranet', 'intranet'),
    ],
    submitters: ['it-servicedesk@example.com', 'k.nguyen@example.com'],
  },
  asiaMarketplace: {
    number: '999900001111',
    team: 'marketplace',
    regions: ['ap-northeast-1', 'ap-southeast-1'],
    utcOffset: 9,
    share: 8,
    families: { containers: 3, databases: 2, serverless: 1.5, network: 1 },
    workloads: [
      workload('marketplace API', 'marketplace'),
      workload('order routing service', 'order-routing'),
      workload('seller portal', 'seller-portal'),
      workload('price feed', 'price-feed'),
    ],
    submitters: ['marketplace-sre@example.com', 'h.mori@example.com', 'w.lim@example.com'],
  },
  sharedPlatform: {
    number: '222211110000',
    team: 'cloud platform',
    regions: ['us-east-1', 'eu-central-1'],
    utcOffset: -5,
    share: 10,
    families: { operations: 4, network: 2, security: 2, containers: 1.5 },
    workloads: [
      workload('build system', 'build'),
      workload('shared services network', 'shared-net'),
      workload('central logging platform', 'central-logging'),
      workload('deployment platform', 'deploy'),
    ],
    submitters: ['cloud-platform@example.com', 'e.marchetti@example.com', 'p.dubois@example.com'],
  },
  /** Its number starts with a zero, as real ones may: whatever reads it as a number loses a digit. */
  partners: {
    number: '012345678901',
    team: 'partner integration',
    regions: ['eu-north-1', 'eu-west-1'],
    utcOffset: 1,
    share: 4,
    families: { serverless: 2, network: 1.5, security: 1.5, storage: 1 },
    workloads: [
      workload('partner API', 'partner-api'),
      workload('EDI gateway', 'edi'),
      workload('supplier onboarding portal', 'supplier-portal'),
    ],
    submitters: ['partner-integration@example.org', 'a.virtanen@example.org'],
  },
} satisfies Readonly<Record<string, SampleAccount>>;

export const SAMPLE_ACCOUNTS: readonly SampleAccount[] = Object.values(ACCOUNTS);
