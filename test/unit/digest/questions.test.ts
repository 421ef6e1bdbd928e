import { describe, expect, it } from 'vitest';
import { readQuestion } from '#core/digest/read-question.ts';
import { someKnownCases } from '../../support/known-cases.ts';

/** How a question is read: the overview, nothing said, nothing left unapplied, unless a row says otherwise. */
interface Expected {
  readonly reports?: string;
  readonly said?: string;
  readonly notApplied?: readonly string[];
  /** Words that no case has, and what exists that is spelled nearly so. */
  readonly near?: readonly string[];
}

/** Questions by what they do, asked on 2026-12-01 in a call of June to November. */
const QUESTIONS: Readonly<Record<string, readonly (readonly [question: string, read: Expected])[]>> = {
  'asks for reports': [
    ['What are the top issues and patterns you see in these cases?', {}],
    ['Which cases are the most severe?', { reports: 'most severe', said: 'the most severe first' }],
    ['What keeps coming back?', { reports: 'recurring' }],
    ['What changed?', { reports: 'changes' }],
    ['Where are we throttled?', { reports: 'throttling', said: 'root cause Throttling' }],
    ['What should we fix first?', { reports: 'fix first' }],
    ['Weekly digest', { reports: 'weekly digest', said: 'the last 7 days of the call (2026-11-24 to 2026-11-30)' }],
    [
      'Give me a weekly summary',
      { reports: 'weekly digest', said: 'the last 7 days of the call (2026-11-24 to 2026-11-30)' },
    ],
    ['What is going on?', {}],
    ['Summary please', {}],
    ['What can you tell me?', {}],
    [
      'What are the top issues and which accounts have them?',
      { reports: 'overview, ranking', said: 'ranked by account' },
    ],
    ['What changed and what should we fix first?', { reports: 'changes, fix first' }],
    ['How many cases keep coming back?', { reports: 'count, recurring' }],
    [
      'What keeps coming back, what changed since October, and which cases are the most severe?',
      {
        reports: 'recurring, changes, most severe',
        said: 'the most severe first · since October (2026-10-01 to 2026-12-01)',
        notApplied: ['since October (2026-10-01 to 2026-12-01): the call covers only 2026-10-01 to 2026-11-30.'],
      },
    ],
    ['What should we do next?', { reports: 'fix first' }],
    ['give me recommendations to reduce throttling', { reports: 'fix first', said: 'root cause Throttling' }],
    ['Are we getting better at EC2?', { reports: 'changes', said: 'service EC2' }],
    ['Did RDS cases increase?', { reports: 'changes', said: 'service RDS' }],
    ['trend of Lambda cases over time', { reports: 'changes', said: 'service Lambda' }],
    ['What keeps breaking in EKS?', { reports: 'recurring', said: 'service EKS' }],
    [
      'What did we do in the past month on problems in EKS?',
      {
        said: 'service EKS · past month (2026-11-02 to 2026-12-01)',
        notApplied: ['past month (2026-11-02 to 2026-12-01): the call covers only 2026-11-02 to 2026-11-30.'],
      },
    ],
    ['What are the most common errors?', {}],
    ['key issues', {}],
    ['anything unusual?', {}],
  ],
  'ranks and counts': [
    [
      'which account opened the most urgent cases',
      { reports: 'ranking', said: 'severity critical or urgent · ranked by account' },
    ],
    [
      'Which accounts opened the most urgent cases in Q3?',
      { reports: 'ranking', said: 'severity critical or urgent · Q3 (2026-07-01 to 2026-09-30) · ranked by account' },
    ],
    [
      'Which service has the most critical cases?',
      { reports: 'ranking', said: 'severity critical · ranked by service' },
    ],
    [
      'What caused the most severe cases of the last quarter?',
      {
        reports: 'ranking, most severe',
        said: 'severity critical or urgent · last quarter (2026-07-01 to 2026-09-30) · ranked by root cause',
      },
    ],
    [
      'Top 5 root causes by service in Q3',
      { reports: 'ranking', said: 'Q3 (2026-07-01 to 2026-09-30) · ranked by root cause and service' },
    ],
    ['Top 3 accounts', { reports: 'ranking', said: 'ranked by account' }],
    ['Which root cause is most common for RDS?', { reports: 'ranking', said: 'service RDS · ranked by root cause' }],
    ['Rank services by number of cases', { reports: 'ranking, count', said: 'ranked by service' }],
    ['cases per account and service', { reports: 'ranking', said: 'ranked by account and service' }],
    ['Which AWS services cause us the most trouble?', { reports: 'ranking', said: 'ranked by service' }],
    ['Which accounts caused the most cases?', { reports: 'ranking', said: 'ranked by account' }],
    [
      'Which services and accounts have the most limit reached cases?',
      { reports: 'ranking', said: 'root cause Limit reached · ranked by service and account' },
    ],
    ['severity breakdown', { reports: 'ranking', said: 'ranked by severity' }],
    ['distribution by severity and service', { reports: 'ranking', said: 'ranked by severity and service' }],
    ['number of cases by account', { reports: 'count, ranking', said: 'ranked by account' }],
    ['root causes for Aurora', { reports: 'ranking', said: 'service Aurora · ranked by root cause' }],
    ['What are the root causes?', { reports: 'ranking', said: 'ranked by root cause' }],
    [
      'what causes Lambda timeouts?',
      {
        reports: 'ranking',
        said: 'service Lambda · the word "timeouts" · ranked by root cause',
        near: ['timeouts: timeout'],
      },
    ],
    ['Why?', { reports: 'ranking', said: 'ranked by root cause' }],
    [
      'Why do connection timeouts happen on Lambda?',
      {
        reports: 'ranking',
        said: 'service Lambda · the words "connection timeouts" · ranked by root cause',
        near: ['timeouts: timeout'],
      },
    ],
    [
      'How many accounts are affected by DNS problems?',
      { reports: 'count, ranking', said: 'the word "DNS" · ranked by account' },
    ],
    [
      'How many critical cases in API Gateway last month?',
      { reports: 'count', said: 'severity critical · service API Gateway · last month (2026-11-01 to 2026-11-30)' },
    ],
    ['How many urgent cases yesterday?', { reports: 'count', said: 'severity urgent · yesterday (2026-11-30)' }],
    ['Which lifecycle practice would have helped most?', { reports: 'ranking', said: 'ranked by lifecycle' }],
    [
      'Show me the 10 most severe cases of this quarter',
      {
        reports: 'most severe',
        said: 'the most severe first · this quarter (2026-10-01 to 2026-12-01)',
        notApplied: ['this quarter (2026-10-01 to 2026-12-01): the call covers only 2026-10-01 to 2026-11-30.'],
      },
    ],
  ],
  'names severities': [
    ['high severity cases in EKS', { said: 'severity high · service EKS' }],
    ['high CPU on EC2', { said: 'service EC2 · the words "high CPU"' }],
    ['urgent or higher', { said: 'severity critical or urgent' }],
    ['at least high severity', { said: 'severity critical, urgent or high' }],
    ['low and normal severity', { said: 'severity normal or low' }],
    ['What are the most critical RDS issues?', { reports: 'most severe', said: 'the most severe first · service RDS' }],
    [
      'What are the worst EC2 cases since September?',
      {
        reports: 'most severe',
        said: 'the most severe first · service EC2 · since September (2026-09-01 to 2026-12-01)',
        notApplied: ['since September (2026-09-01 to 2026-12-01): the call covers only 2026-09-01 to 2026-11-30.'],
      },
    ],
    ['production system down cases', { said: 'severity urgent' }],
    ['business-critical system down', { said: 'severity critical' }],
    [
      'Was there a spike in urgent cases in October?',
      { reports: 'changes', said: 'severity urgent · October (2026-10-01 to 2026-10-31)' },
    ],
  ],
  'names services': [
    ['EC2 (Linux)', { said: 'service EC2 (Linux)' }],
    ['RDS PostgreSQL', { said: 'service RDS (PostgreSQL)' }],
    ['amazon-relational-database-service-postgresql', { said: 'service RDS (PostgreSQL)' }],
    ['mysql', { said: 'service MySQL' }],
    ['Kubernetes', { said: 'service EKS' }],
    ['elastic load balancing', { said: 'service Elastic Load Balancing' }],
    ['load balancer health check failures', { said: 'service ELB · the words "health check failures"' }],
    ['AWS Config', { said: 'service Config' }],
    ['config errors', { said: 'the words "config errors"' }],
    ['Amazon Bedrock cases', { said: 'service Bedrock' }],
    ['SageMaker', { said: 'service SageMaker' }],
    ['cases about RDS or EC2', { said: 'service RDS or EC2' }],
    ['What did we learn from the AWS Backup cases?', { said: 'service Backup' }],
    ['backup failures', { said: 'the words "backup failures"', near: ['backup: Backup/DR'] }],
  ],
  'names causes, accounts and cases': [
    ['security issues', { said: 'root cause Security Issue' }],
    ['feature requests', { said: 'root cause Feature Request' }],
    ['AWS service events in us-east-1', { said: 'root cause Service Event · the word "us-east-1"' }],
    ['limit', { said: 'root cause Limit reached' }],
    ['quota increase', { said: 'root cause Limit reached · the word "increase"' }],
    ['service quotas', { said: 'root cause Limit reached' }],
    ['lifecycle Monitoring', { said: 'lifecycle Monitoring' }],
    ['Which cases need monitoring?', { said: 'the word "monitoring"', near: ['monitoring: Monitoring'] }],
    ['uncategorised cases', { said: 'no root cause' }],
    ['cases without a root cause', { said: 'no root cause' }],
    ['case 170000000001', { said: 'case 170000000001' }],
    ['What about case #170000000099?', { said: 'case 170000000099' }],
    ['cases of account 111122223333', { said: 'account 111122223333' }],
    ['account 999900001111', { said: 'account 999900001111' }],
  ],
  'names a period': [
    ['What happened last week?', { said: 'last week (2026-11-23 to 2026-11-29)' }],
    [
      'Cases from today',
      {
        said: 'today (2026-12-01)',
        notApplied: ['today (2026-12-01): the call covers none of these days, only 2026-06-01 to 2026-11-30.'],
      },
    ],
    [
      "this week's cases",
      {
        said: 'this week (2026-11-30 to 2026-12-01)',
        notApplied: ['this week (2026-11-30 to 2026-12-01): the call covers only 2026-11-30.'],
      },
    ],
    [
      "What's new this week?",
      {
        reports: 'changes',
        said: 'this week (2026-11-30 to 2026-12-01)',
        notApplied: ['this week (2026-11-30 to 2026-12-01): the call covers only 2026-11-30.'],
      },
    ],
    [
      'What was new in the previous quarter?',
      { reports: 'changes', said: 'previous quarter (2026-07-01 to 2026-09-30)' },
    ],
    [
      "Show last year's cases",
      {
        said: 'last year (2025-01-01 to 2025-12-31)',
        notApplied: [
          'last year (2025-01-01 to 2025-12-31): the call covers none of these days, only 2026-06-01 to 2026-11-30.',
        ],
      },
    ],
    [
      'past 30 days',
      {
        said: 'past 30 days (2026-11-02 to 2026-12-01)',
        notApplied: ['past 30 days (2026-11-02 to 2026-12-01): the call covers only 2026-11-02 to 2026-11-30.'],
      },
    ],
    [
      'over the past three months',
      {
        said: 'past three months (2026-09-02 to 2026-12-01)',
        notApplied: ['past three months (2026-09-02 to 2026-12-01): the call covers only 2026-09-02 to 2026-11-30.'],
      },
    ],
    [
      'in the last two weeks',
      {
        said: 'last two weeks (2026-11-18 to 2026-12-01)',
        notApplied: ['last two weeks (2026-11-18 to 2026-12-01): the call covers only 2026-11-18 to 2026-11-30.'],
      },
    ],
    [
      'last 24 hours',
      {
        said: 'last 24 hours (2026-11-30 to 2026-12-01)',
        notApplied: ['last 24 hours (2026-11-30 to 2026-12-01): the call covers only 2026-11-30.'],
      },
    ],
    ['two weeks ago', { said: 'two weeks ago (2026-11-17)' }],
    ['last Friday', { said: 'last Friday (2026-11-27)' }],
    [
      'since last Monday',
      {
        said: 'since last Monday (2026-11-30 to 2026-12-01)',
        notApplied: ['since last Monday (2026-11-30 to 2026-12-01): the call covers only 2026-11-30.'],
      },
    ],
    [
      'year to date',
      {
        said: 'year to date (2026-01-01 to 2026-12-01)',
        notApplied: ['year to date (2026-01-01 to 2026-12-01): the call covers only 2026-06-01 to 2026-11-30.'],
      },
    ],
    [
      'in March',
      {
        said: 'March (2026-03-01 to 2026-03-31)',
        notApplied: [
          'March (2026-03-01 to 2026-03-31): the call covers none of these days, only 2026-06-01 to 2026-11-30.',
        ],
      },
    ],
    [
      'in May',
      {
        said: 'May (2026-05-01 to 2026-05-31)',
        notApplied: [
          'May (2026-05-01 to 2026-05-31): the call covers none of these days, only 2026-06-01 to 2026-11-30.',
        ],
      },
    ],
    ['may we see the cases?', {}],
    ['in September 2026', { said: 'September 2026 (2026-09-01 to 2026-09-30)' }],
    [
      'in early October',
      {
        said: 'early October (2026-10-01 to 2026-10-31)',
        notApplied: ['"early" is not applied: the whole of the period counts.'],
      },
    ],
    ['on November 3', { said: 'November 3 (2026-11-03)' }],
    ['3rd of October 2026', { said: '3rd of October 2026 (2026-10-03)' }],
    [
      'since October',
      {
        said: 'since October (2026-10-01 to 2026-12-01)',
        notApplied: ['since October (2026-10-01 to 2026-12-01): the call covers only 2026-10-01 to 2026-11-30.'],
      },
    ],
    [
      'since 2026-11-15',
      {
        said: 'since 2026-11-15 (2026-11-15 to 2026-12-01)',
        notApplied: ['since 2026-11-15 (2026-11-15 to 2026-12-01): the call covers only 2026-11-15 to 2026-11-30.'],
      },
    ],
    ['before 2026-09-01', { said: 'before 2026-09-01 (2026-06-01 to 2026-08-31)' }],
    ['before November', { said: 'before November (2026-06-01 to 2026-10-31)' }],
    [
      'after September',
      {
        said: 'after September (2026-10-01 to 2026-12-01)',
        notApplied: ['after September (2026-10-01 to 2026-12-01): the call covers only 2026-10-01 to 2026-11-30.'],
      },
    ],
    ['until October 10', { said: 'until October 10 (2026-06-01 to 2026-10-10)' }],
    ['between July and September 2026', { said: 'between July and September 2026 (2026-07-01 to 2026-09-30)' }],
    ['from 2026-10-01 to 2026-10-15', { said: '2026-10-01 to 2026-10-15' }],
    ['from July through September', { said: 'July through September (2026-07-01 to 2026-09-30)' }],
    ['2026-10-01 - 2026-10-15', { said: '2026-10-01 - 2026-10-15 (2026-10-01 to 2026-10-15)' }],
    [
      'How many cases did we open in Q2 2026?',
      {
        reports: 'count',
        said: 'Q2 2026 (2026-04-01 to 2026-06-30)',
        notApplied: ['Q2 2026 (2026-04-01 to 2026-06-30): the call covers only 2026-06-01 to 2026-06-30.'],
      },
    ],
    [
      'How many cases in 2025?',
      {
        reports: 'count',
        said: '2025 (2025-01-01 to 2025-12-31)',
        notApplied: [
          '2025 (2025-01-01 to 2025-12-31): the call covers none of these days, only 2026-06-01 to 2026-11-30.',
        ],
      },
    ],
    [
      'H1 2026',
      {
        said: 'H1 2026 (2026-01-01 to 2026-06-30)',
        notApplied: ['H1 2026 (2026-01-01 to 2026-06-30): the call covers only 2026-06-01 to 2026-06-30.'],
      },
    ],
    [
      'first half of 2026',
      {
        said: 'first half of 2026 (2026-01-01 to 2026-06-30)',
        notApplied: ['first half of 2026 (2026-01-01 to 2026-06-30): the call covers only 2026-06-01 to 2026-06-30.'],
      },
    ],
    ['third quarter of 2026', { said: 'third quarter of 2026 (2026-07-01 to 2026-09-30)' }],
    [
      'Q3 or Q4',
      {
        said: 'Q3 and Q4 (2026-07-01 to 2026-12-31)',
        notApplied: ['Q3 and Q4 (2026-07-01 to 2026-12-31): the call covers only 2026-07-01 to 2026-11-30.'],
      },
    ],
    ['in June and July', { said: 'June and July (2026-06-01 to 2026-07-31)' }],
    [
      'in June and October',
      {
        said: 'June (2026-06-01 to 2026-06-30)',
        notApplied: ['Only one period is counted: "October" is not applied.'],
      },
    ],
    ['15/11/2026', { notApplied: ['"15/11/2026" is not read as a day: days are written YYYY-MM-DD.'] }],
    ['2026-02-30', { notApplied: ['"2026-02-30" is not read as a day: days are written YYYY-MM-DD.'] }],
    [
      'in the last few weeks',
      { notApplied: ['The question names no exact period, such as "last 14 days" ("last few weeks").'] },
    ],
    [
      'recent Lambda problems',
      {
        said: 'service Lambda',
        notApplied: ['The question names no exact period, such as "last 14 days" ("recent").'],
      },
    ],
    ['next week', { notApplied: ['Cases lie in the past: nothing is predicted ("next week").'] }],
  ],
  'leaves something out': [
    ['Which cases are not about Lambda?', { said: 'not service Lambda' }],
    ['Everything except S3 and EC2', { said: 'not service S3 or EC2' }],
    ['all services but S3', { said: 'not service S3' }],
    ['What else is there besides throttling?', { said: 'not root cause Throttling' }],
    ['Are there problems other than throttling or limits?', { said: 'not root cause Throttling or Limit reached' }],
    [
      'apart from EC2, which services have most cases?',
      { reports: 'ranking', said: 'not service EC2 · ranked by service' },
    ],
    ['cases that are not about Lambda or DNS', { said: 'not service Lambda · not the word "DNS"' }],
    ['cases not about networking', { said: 'not the word "networking"' }],
    ['RDS but not Aurora', { said: 'service RDS · not service Aurora' }],
    ['Lambda cases except throttling', { said: 'service Lambda · not root cause Throttling' }],
    ['S3 cases without access problems', { said: 'service S3 · not the word "access"' }],
    ['cases without errors', { said: 'not the word "errors"' }],
    ['no Lambda cases please', { said: 'not service Lambda' }],
    ['not critical', { said: 'not severity critical' }],
    ['non-critical cases', { said: 'not severity critical' }],
    ['excluding account 111122223333', { said: 'not account 111122223333' }],
    [
      'Show me everything but Lambda, and without certificate errors',
      { said: 'not service Lambda · not the phrase "certificate errors"' },
    ],
    [
      'excluding critical RDS cases',
      { notApplied: ['"critical RDS" cannot be left out as a whole, only each by itself: nothing is.'] },
    ],
    ['not in November', { notApplied: ['A period cannot be left out ("not in November").'] }],
    ['not only Lambda', { said: 'service Lambda' }],
    ['why not Lambda', { reports: 'ranking', said: 'service Lambda · ranked by root cause' }],
    ['not working VPN', { said: 'service VPN · the phrase "not working"' }],
    ['not reachable instances', { said: 'the word "instances" · the phrase "not reachable"' }],
    ['except', { notApplied: ['It is not clear what "except" leaves out: nothing is.'] }],
  ],
  compares: [
    ['RDS vs EC2', { reports: 'comparison', said: 'service RDS or EC2 · RDS and EC2 compared' }],
    ['Compare RDS and EC2', { reports: 'comparison', said: 'service RDS or EC2 · RDS and EC2 compared' }],
    ['compare EC2, RDS and S3', { reports: 'comparison', said: 'service EC2, RDS or S3 · EC2, RDS and S3 compared' }],
    [
      'Are there more RDS cases than EC2 cases?',
      { reports: 'comparison', said: 'service RDS or EC2 · RDS and EC2 compared' },
    ],
    ['Which is worse, RDS or EC2?', { reports: 'comparison', said: 'service RDS or EC2 · RDS and EC2 compared' }],
    ['S3 or DynamoDB?', { reports: 'comparison', said: 'service S3 or DynamoDB · S3 and DynamoDB compared' }],
    [
      'RDS versus DynamoDB in Q3',
      {
        reports: 'comparison',
        said: 'service RDS or DynamoDB · Q3 (2026-07-01 to 2026-09-30) · RDS and DynamoDB compared',
      },
    ],
    [
      'difference between RDS and Aurora',
      { reports: 'comparison', said: 'service RDS or Aurora · RDS and Aurora compared' },
    ],
    [
      'critical vs urgent',
      { reports: 'comparison', said: 'severity critical or urgent · critical and urgent compared' },
    ],
    [
      'How do accounts 111122223333 and 444455556666 differ?',
      { reports: 'comparison', said: 'account 111122223333 or 444455556666 · 111122223333 and 444455556666 compared' },
    ],
    [
      'Which is more frequent: throttling or limit reached?',
      { reports: 'comparison', said: 'root cause Throttling or Limit reached · Throttling and Limit reached compared' },
    ],
    [
      'Compare Q2 and Q3',
      { reports: 'changes', said: 'Q3 (2026-07-01 to 2026-09-30) compared with Q2 (2026-04-01 to 2026-06-30)' },
    ],
    [
      'Compare October with September',
      {
        reports: 'changes',
        said: 'October (2026-10-01 to 2026-10-31) compared with September (2026-09-01 to 2026-09-30)',
      },
    ],
    [
      'October vs November',
      {
        reports: 'changes',
        said: 'November (2026-11-01 to 2026-11-30) compared with October (2026-10-01 to 2026-10-31)',
      },
    ],
    [
      'more cases than last month?',
      {
        reports: 'changes',
        said: '2026-12-01 compared with last month (2026-11-01 to 2026-11-30)',
        notApplied: ['2026-12-01: the call covers none of these days, only 2026-06-01 to 2026-11-30.'],
      },
    ],
  ],
  'searches words': [
    ['Which cases are about certificates?', { said: 'the word "certificates"', near: ['certificates: certificate'] }],
    ['"certificate expired"', { said: 'the phrase "certificate expired"' }],
    ["'expired'", { said: 'the word "expired"' }],
    ['certifcate expired', { said: 'the words "certifcate expired"', near: ['certifcate: certificate'] }],
    ['How many DNS cases are there?', { reports: 'count', said: 'the word "DNS"' }],
    ['Is it DNS?', { said: 'the word "DNS"' }],
    ['RDNSS', { said: 'the word "RDNSS"' }],
    ['dnsx', { said: 'the word "dnsx"', near: ['dnsx: dns'] }],
    ['us-east-1 latency', { said: 'the words "us-east-1 latency"' }],
    ['the tunnel of node-7', { said: 'the words "tunnel node-7"', near: ['node-7: node'] }],
    ['cases with error 503 in us-east-1', { said: 'the words "error 503 us-east-1"', near: ['error: errors'] }],
    ['access key rotation', { said: 'the words "access key rotation"' }],
    ['check the health of the database', { said: 'the words "health database"' }],
    ['CPU spikes', { said: 'the words "CPU spikes"' }],
    ['config changes', { said: 'the words "config changes"' }],
    ['latency increased on EC2', { reports: 'changes', said: 'service EC2 · the word "latency"' }],
    ['List cases mentioning "rate exceeded" in DynamoDB', { said: 'service DynamoDB · the phrase "rate exceeded"' }],
    ['cases mentioning cost', { said: 'the word "cost"' }],
    ["can't connect to RDS", { said: 'service RDS · the word "connect"' }],
    [
      'Does the payroll job fail every month?',
      {
        said: 'the words "payroll job fail"',
        notApplied: [
          'Counts over time are not part of a digest; count_cases gives them by day, week, month, weekday or hour ("every month").',
        ],
      },
    ],
  ],
  'asks for what the data does not have': [
    [
      'How much did these cases cost?',
      { notApplied: ['Cases have no costs or prices ("How much did these cases cost").'] },
    ],
    [
      'What is the average response time?',
      {
        notApplied: [
          'A digest gives counts, and no averages ("average").',
          'Cases have no response times or service levels ("response time").',
        ],
      },
    ],
    [
      'Who opened the most cases?',
      { notApplied: ['The digest does not read who opened a case; count_cases counts by submitter ("Who").'] },
    ],
    [
      'Who owns the RDS cases?',
      { said: 'service RDS', notApplied: ['Cases have no owner or team; they have an account ("Who owns").'] },
    ],
    [
      'Which team owns Lambda?',
      {
        said: 'service Lambda',
        notApplied: ['Cases have no owner or team; they have an account ("Which team owns").'],
      },
    ],
    ['Which cases were reopened?', { notApplied: ['Cases do not say whether they were reopened ("reopened").'] }],
    [
      'What was the customer satisfaction?',
      { notApplied: ['Cases have no ratings or satisfaction ("satisfaction").'] },
    ],
    ['Did we breach the SLA?', { notApplied: ['Cases have no response times or service levels ("breach the SLA").'] }],
    [
      'How long did EC2 cases take to resolve?',
      {
        said: 'service EC2',
        notApplied: [
          'The digest does not read how long cases took; count_cases measures time_to_close, approximately ("How long", "take to resolve").',
        ],
      },
    ],
    ['which agent handled it', { notApplied: ['Cases do not say who worked on them ("agent handled it").'] }],
    [
      'how many cases are still open',
      { reports: 'count', notApplied: ['Only resolved cases are stored, and without a status ("still open").'] },
    ],
    ['open cases', { notApplied: ['Only resolved cases are stored, and without a status ("open cases").'] }],
    ['cases with attachments', { notApplied: ['Cases have no attachments ("attachments").'] }],
    [
      'How many cases per week?',
      {
        reports: 'count',
        notApplied: [
          'Counts over time are not part of a digest; count_cases gives them by day, week, month, weekday or hour ("per week").',
        ],
      },
    ],
    [
      'cases by month',
      {
        notApplied: [
          'Counts over time are not part of a digest; count_cases gives them by day, week, month, weekday or hour ("by month").',
        ],
      },
    ],
  ],
  greets: [
    ['hello', { notApplied: ['The text asks nothing about cases: this is an overview of all of them.'] }],
    ['Hi, what are the top issues?', {}],
    ['good morning', { notApplied: ['The text asks nothing about cases: this is an overview of all of them.'] }],
    ['thank you very much', { notApplied: ['The text asks nothing about cases: this is an overview of all of them.'] }],
    ['who are you?', { notApplied: ['The text asks nothing about cases: this is an overview of all of them.'] }],
    ['?', { notApplied: ['The text asks nothing about cases: this is an overview of all of them.'] }],
    ['!!!', { notApplied: ['The text asks nothing about cases: this is an overview of all of them.'] }],
  ],
  'is not English': [
    [
      'Welche Fälle gab es letzten Monat zu Lambda?',
      {
        said: 'service Lambda',
        notApplied: [inLanguage('German', 'Welche', 'Fälle', 'gab', 'es', 'letzten', 'Monat', 'zu')],
      },
    ],
    [
      'Was sind die häufigsten Probleme?',
      { notApplied: [inLanguage('German', 'Was', 'sind', 'die', 'häufigsten', 'Probleme')] },
    ],
    [
      'Was hat sich bei RDS geändert?',
      { said: 'service RDS', notApplied: [inLanguage('German', 'Was', 'hat', 'sich', 'bei', 'geändert')] },
    ],
    [
      'Zeige mir alle Fälle zu Zertifikaten',
      { said: 'the word "Zertifikaten"', notApplied: [inLanguage('German', 'Zeige', 'mir', 'alle', 'Fälle', 'zu')] },
    ],
    [
      'Wie viele kritische Fälle gibt es?',
      { said: 'the word "kritische"', notApplied: [inLanguage('German', 'Wie', 'viele', 'Fälle', 'gibt', 'es')] },
    ],
    [
      'Quels sont les principaux problèmes avec S3 ?',
      {
        said: 'service S3',
        notApplied: [inLanguage('French', 'Quels', 'sont', 'les', 'principaux', 'problèmes', 'avec')],
      },
    ],
    [
      '¿Cuáles son los problemas más frecuentes de RDS?',
      {
        said: 'service RDS',
        notApplied: [inLanguage('Spanish', 'Cuáles', 'son', 'los', 'problemas', 'más', 'frecuentes', 'de')],
      },
    ],
    [
      'Quais foram os problemas do EC2?',
      { said: 'service EC2', notApplied: [inLanguage('Portuguese', 'Quais', 'foram', 'os', 'problemas', 'do')] },
    ],
    [
      'Quali sono i problemi di Lambda?',
      { said: 'service Lambda', notApplied: [inLanguage('Italian', 'Quali', 'sono', 'problemi', 'di')] },
    ],
    [
      '先月のLambdaの問題は何ですか',
      { said: 'service Lambda', notApplied: [inLanguage('Japanese', '先月の', 'の問題は何ですか')] },
    ],
    [
      'EC2で最も多い問題は何ですか',
      { said: 'service EC2', notApplied: [inLanguage('Japanese', 'で最も多い問題は何ですか')] },
    ],
    ['RDSの接続エラー', { said: 'service RDS · the word "接続エラー"' }],
    ['证书过期的案例有哪些', { said: 'the word "证书过期"' }],
    [
      '지난달 Lambda 문제는 무엇인가요',
      { said: 'service Lambda', notApplied: [inLanguage('Korean', '지난달', '문제는', '무엇인가요')] },
    ],
    [
      'Какие проблемы были в прошлом месяце?',
      {
        notApplied: [
          inLanguage('in a script that is not Latin', 'Какие', 'проблемы', 'были', 'в', 'прошлом', 'месяце'),
        ],
      },
    ],
    [
      'ปัญหา Lambda คืออะไร',
      { said: 'service Lambda', notApplied: [inLanguage('in a script that is not Latin', 'ปัญหา', 'คืออะไร')] },
    ],
  ],
  'is misspelt': [
    ['throtling problems', { said: 'the word "throtling"', near: ['throtling: Throttling'] }],
    [
      'waht are teh top isues',
      {
        notApplied: [
          'No case mentions "waht", which is nearly "what": it was not searched.',
          'No case mentions "teh", which is nearly "the": it was not searched.',
          'No case mentions "isues", which is nearly "issues": it was not searched.',
        ],
      },
    ],
    ['Lamda errors', { said: 'the words "Lamda errors"', near: ['Lamda: Lambda'] }],
    ['Dynamodb latncy', { said: 'service DynamoDB · the word "latncy"', near: ['latncy: latency'] }],
  ],
  'is hostile': [
    ["'; DROP TABLE case_summary; --", { reports: 'changes' }],
    ['<script>alert(1)</script>', { said: 'the words "script alert 1"' }],
    [
      'ignore all cases and tell me a joke',
      { said: 'the word "joke"', notApplied: ['It is not clear what "ignore" leaves out: nothing is.'] },
    ],
    ['not', { notApplied: ['It is not clear what "not" leaves out: nothing is.'] }],
  ],
};

describe.each(Object.entries(QUESTIONS))('the digest reads a question that %s', (_, questions) => {
  it.each(questions)('%s', (question, { reports = 'overview', said = '', notApplied = [], near = [] }) => {
    const reading = readQuestion(question, someKnownCases());
    expect({
      reports: reading.reports.join(', '),
      said: reading.said.join(' · '),
      notApplied: reading.notApplied,
      near: reading.suggestions.map(({ written, value }) => `${written}: ${value}`),
    }).toEqual({ reports, said, notApplied, near });
  });
});

/** What is said of a question in another language. */
function inLanguage(language: string, ...unsearched: readonly string[]): string {
  const list = unsearched.map((word) => `"${word}"`).join(', ');
  return `The question seems to be ${language}: names of values are applied, other words are matched as they stand; periods, rankings and exclusions are read in English only.${list === '' ? '' : ` Not searched: ${list}.`}`;
}
