import { describe, expect, it } from 'vitest';
import { readQuestion, type Intent } from '../../../server-lambda/local/extract/question.ts';

describe('what a question wants', () => {
  it.each<[string, Intent[]]>([
    // As the guide asks them.
    ["What are the top problems you're seeing in critical cases?", ['issues']],
    ['What are the most common EC2 issues and their patterns?', ['issues']],
    ['What services are experiencing throttling and why?', ['services', 'causes']],
    ['What high-severity RDS issues occurred during the holiday period?', ['issues']],
    ['If you filter by critical cases, what are the top problems that you are seeing?', ['issues']],
    ['What are the top problems in critical cases?', ['issues']],
    ['What are the most common high-severity EC2 problems and their root causes?', ['issues', 'causes']],
    ['What services are experiencing throttling issues and what patterns do you see?', ['services', 'issues']],
    ['Show me a summary of cases from the last 30 days?', ['issues']],
    ['Analyze EC2 service trends over the last 90 days?', ['trend']],
    ['Get RCA analysis for throttling issues?', ['causes']],
    ['What are the top problems in critical cases from January 2025?', ['issues']],
    ['Analyze high-severity RDS issues from last month?', ['issues']],
    ['What are the top issues and patterns you see in these cases?', ['issues']],
    // As others would.
    ['Which accounts open the most cases?', ['accounts']],
    ['Which accounts have recurring problems and why?', ['accounts', 'issues', 'causes']],
    ['What changed compared to last month?', ['trend']],
    ['When did the Lambda timeouts start?', ['trend']],
    ['Are throttling cases increasing over time?', ['trend']],
    ['Is it getting worse?', ['trend']],
    ['Why do we have so many urgent cases?', ['causes']],
    ['What are the root causes of database outages?', ['causes']],
    ['What is behind the spike in October?', ['causes', 'trend']],
    ['Break the cases down by severity?', ['severity']],
    ['How severe are the S3 incidents?', ['severity']],
    ['How many critical cases were there?', ['count']],
    ['What should we improve to prevent outages?', ['lifecycle']],
    ['Which lifecycle categories come up most?', ['lifecycle']],
    ['Where should we invest in resilience?', ['lifecycle']],
    ['Show me examples of certificate problems?', ['cases']],
    ['List the cases about failover?', ['cases']],
    ['Give me an overview?', ['issues']],
    ['What is going on in eu-west-1?', ['issues']],
    ['Tell me about AccessDenied errors?', ['issues']],
    ['Which services generate the most critical tickets per month?', ['services', 'severity', 'trend']],
    ['Service Event?', ['issues']],
    ['?', ['issues']],
  ])('%s', (question, intents) => {
    expect(readQuestion(question).intents).toEqual(intents);
  });
});

describe('the severities that narrow a question', () => {
  it.each<[string, string[]]>([
    ['What are the top problems in critical cases?', ['critical']],
    ['high-severity RDS issues?', ['high']],
    ['urgent and critical issues?', ['urgent', 'critical']],
    ['high or urgent severity cases?', ['high', 'urgent']],
    ['severity code high?', ['high']],
    ['low cases?', ['low']],
    ['high latency on normal days?', []],
    ['how critical are they?', []],
  ])('in "%s" are %j', (question, severities) => {
    expect(readQuestion(question).severities).toEqual(severities);
  });
});

describe('the months and numbers of a question', () => {
  it.each<[string, string[]]>([
    ['in January 2025?', ['2025-01']],
    ['between 2026-03 and 2026-04?', ['2026-03', '2026-04']],
    ['since October?', ['10']],
    ['what may happen when we march on?', []],
  ])('in "%s" are %j', (question, months) => {
    expect(readQuestion(question).months).toEqual(months);
  });

  it('are case and account numbers from six digits up', () => {
    expect(readQuestion('case 170044904126 of 111122223333, 42 times?').numbers).toEqual([
      '170044904126',
      '111122223333',
    ]);
  });
});
