import { describe, expect, it } from 'vitest';
import { readEnvironment } from '#core/contract/environment.ts';

const set = {
  ATHENA_DATABASE: 'case_insights_my-id',
  ATHENA_WORKGROUP: 'CaseInsights-my-id',
  BEDROCK_MODEL_ID: 'vendor.model-v1:0',
};

describe("the function's environment", () => {
  it('has defaults for what may be left out, and for what CloudFormation leaves empty', () => {
    const expected = {
      database: 'case_insights_my-id',
      workGroup: 'CaseInsights-my-id',
      modelId: 'vendor.model-v1:0',
      reuseMinutes: 60,
      guardrail: undefined,
      table: 'case_summary',
      scopes: undefined,
      tables: ['case_summary'],
      allowedOrigins: [],
    };
    expect(readEnvironment(set)).toEqual(expected);
    expect(readEnvironment({ ...set, ATHENA_REUSE_MINUTES: '', BEDROCK_GUARDRAIL_ID: ' ', CASE_TABLES: '' })).toEqual(
      expected,
    );
    expect(readEnvironment({ ...set, CORS_ALLOWED_ORIGINS: ' ' }).allowedOrigins).toEqual([]);
  });

  it('reads the cases from the table or view that it names, which may be queried as well', () => {
    expect(readEnvironment({ ...set, CASE_TABLE: 'Team-Cases' })).toMatchObject({
      table: 'team-cases',
      tables: ['team-cases'],
    });
    expect(() => readEnvironment({ ...set, CASE_TABLE: 'cases; DROP' })).toThrow(
      'CASE_TABLE must be the name of a table or view: letters, digits, _ and -',
    );
  });

  it('adds the views that it names to the tables that may be read', () => {
    const { tables } = readEnvironment({ ...set, CASE_TABLES: 'Case_Summary_Filtered, case_summary' });
    expect(tables).toEqual(['case_summary', 'case_summary_filtered']);
  });

  it.each([
    ['*', ['*']],
    ['https://app.example.com', ['https://app.example.com']],
    [' http://localhost:3000 , vscode-webview://id', ['http://localhost:3000', 'vscode-webview://id']],
  ])('reads the origins that browsers may call from: %s', (list, origins) => {
    expect(readEnvironment({ ...set, CORS_ALLOWED_ORIGINS: list }).allowedOrigins).toEqual(origins);
  });

  it.each([
    'app.example.com',
    'https://app.example.com/',
    'https://App.example.com',
    'https://a, *',
    'null',
    'https://a,,b',
  ])('says what is no origin: %s', (list) => {
    expect(() => readEnvironment({ ...set, CORS_ALLOWED_ORIGINS: list })).toThrow(
      /^CORS_ALLOWED_ORIGINS must be \* alone, or origins such as .* is not one$/,
    );
  });

  it.each([
    [{ ...set, ATHENA_DATABASE: undefined }, 'ATHENA_DATABASE is not set'],
    [{ ...set, BEDROCK_MODEL_ID: '' }, 'BEDROCK_MODEL_ID is empty'],
    [{ ...set, ATHENA_REUSE_MINUTES: 'an hour' }, 'ATHENA_REUSE_MINUTES must be a whole number from 0 to 10080'],
    [{ ...set, ATHENA_REUSE_MINUTES: '20000' }, 'ATHENA_REUSE_MINUTES must be a whole number from 0 to 10080'],
  ])('says which variable is wrong: %j', (variables, sentence) => {
    expect(() => readEnvironment(variables)).toThrow(sentence);
  });
});
