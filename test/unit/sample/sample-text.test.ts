import { describe, expect, it } from 'vitest';
import { fillTemplate } from '../../../server-lambda/local/sample/fill-template.ts';
import { generateSampleCases } from '../../../server-lambda/local/sample/generate-sample-cases.ts';
import { SCENARIOS_BY_FAMILY } from '../../../server-lambda/local/sample/scenarios/scenarios-by-family.ts';
import {
  APP_RELEASE_THROTTLING,
  BATCH_EXHAUSTS_CONNECTIONS,
  SALES_PEAK_QUOTAS,
  ZONE_POWER_EVENT,
} from '../../../server-lambda/local/sample/scenarios/trend-scenarios.ts';
import { seededRandom } from '../../../server-lambda/local/sample/seeded-random.ts';

const cases = generateSampleCases({ now: new Date('2026-11-22T10:00:00Z') });
const summaries = cases.flatMap((record) => record.case_summary ?? []);
const texts = cases.flatMap((record) =>
  [record.subject, record.case_summary, record.rca_reason, record.lifecycle_reason].filter((text) => text !== null),
);
const sentencesOf = (text: string): string[] => text.split(/(?<=\.) /);

const scenarios = [
  ...Object.values(SCENARIOS_BY_FAMILY).flat(),
  ...APP_RELEASE_THROTTLING,
  BATCH_EXHAUSTS_CONNECTIONS,
  ZONE_POWER_EVENT,
  ...SALES_PEAK_QUOTAS,
];

describe('the summaries', () => {
  it('are as long as the producer’s: nearly all of 560 to 690 characters, most of 600 to 650', () => {
    const within = (min: number, max: number): number =>
      summaries.filter(({ length }) => length >= min && length <= max).length / summaries.length;
    expect(within(560, 690)).toBeGreaterThan(0.95);
    expect(within(600, 650)).toBeGreaterThan(0.8);
    expect(within(450, 700)).toBe(1);
  });

  it('have four to six sentences', () => {
    const counts = new Set(summaries.map((summary) => sentencesOf(summary).length));
    expect([...counts].sort()).toEqual([4, 5, 6]);
  });

  it('do not read as clones', () => {
    expect(new Set(summaries).size).toBe(summaries.length);

    const sentences = summaries.flatMap(sentencesOf);
    expect(new Set(sentences).size / sentences.length).toBeGreaterThan(0.75);

    const fiveWords = summaries.flatMap((summary) => {
      const words = summary.split(' ');
      return words.slice(4).map((_word, index) => words.slice(index, index + 5).join(' '));
    });
    expect(new Set(fiveWords).size / fiveWords.length).toBeGreaterThan(0.35);
  });

  it('name error codes, Regions and resources', () => {
    const all = summaries.join('\n');
    for (const code of [
      'ThrottlingException',
      'ProvisionedThroughputExceededException',
      'HTTP 503 Slow Down',
      'InsufficientInstanceCapacity',
      'TooManyRequestsException',
      'VcpuLimitExceeded',
    ]) {
      expect(all).toContain(code);
    }
    const withRegionOrResource = summaries.filter((summary) => /\b[a-z]{2}-[a-z]+-\d|[a-z]+-[a-z]+/.test(summary));
    expect(withRegionOrResource.length / summaries.length).toBeGreaterThan(0.9);
  });
});

describe('every text', () => {
  it('is filled in completely', () => {
    expect(texts.filter((text) => /[{}[\]|]|undefined|NaN|null|^ | $| {2}/.test(text))).toEqual([]);
  });

  it('holds nothing that a model could take for an instruction', () => {
    const suspicious = /ignore (all |any )?previous|forget everything|(system|assistant|human):|<|```|---|\n/i;
    expect(texts.filter((text) => suspicious.test(text))).toEqual([]);
  });

  it('gives each reason as one sentence and each subject in a line', () => {
    const reasons = cases.flatMap((record) => [record.rca_reason ?? [], record.lifecycle_reason ?? []].flat());
    expect(reasons.filter((reason) => !/^[A-Z].*[^.]\.$/.test(reason) || sentencesOf(reason).length !== 1)).toEqual([]);
    expect(cases.filter(({ subject }) => subject === null || subject.length > 120)).toEqual([]);
  });
});

describe('the scenarios', () => {
  it('are at least sixty, each with two stories or more and one sentence for each part', () => {
    expect(scenarios.length).toBeGreaterThanOrEqual(60);
    for (const { stories } of scenarios) {
      expect(stories.length).toBeGreaterThanOrEqual(2);
      for (const { report, finding, fix, reason } of stories) {
        for (const sentence of [report, finding, fix, reason]) {
          expect(sentence).toMatch(/\.$/);
          expect(sentencesOf(sentence)).toHaveLength(1);
        }
      }
    }
  });

  it('name only slots that exist', () => {
    const slots = new Set<string>();
    const note = (name: string): string => {
      slots.add(name);
      return name;
    };
    for (const { signal, stories } of scenarios) {
      const templates = [signal, ...stories.flatMap((story) => Object.values(story) as string[])];
      for (const template of templates) {
        // Every alternative is reached by taking the brackets away.
        fillTemplate(template.replaceAll(/[[\]|]/g, ' '), note, seededRandom(1));
      }
    }
    for (const name of slots) expect(name).toMatch(/^[a-zA-Z]+2?$/);
  });
});
