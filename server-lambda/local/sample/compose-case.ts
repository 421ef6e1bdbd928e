import type { CaseRecord } from '#core/contract/case-record.ts';
import { caseSlots } from './case-slots.ts';
import { fillTemplate } from './fill-template.ts';
import { closingPhrases, impactPhrases } from './impact-phrases.ts';
import { LIFECYCLE_PHRASES } from './lifecycle-phrases.ts';
import { DAY, HOUR, type PlannedCase } from './planned-case.ts';
import type { Story } from './scenario.ts';
import type { SeededRandom } from './seeded-random.ts';

/** Writes the record of a planned case. Nothing in it is dated after `lastDay` (midnight UTC of the last day). */
export function composeCase(
  planned: PlannedCase,
  lastDay: number,
  caseNumber: string,
  random: SeededRandom,
): CaseRecord {
  const { account, scenario, createdAt } = planned;
  const created = new Date(createdAt).toISOString();
  const createdOn = Math.floor(createdAt / DAY) * DAY;
  const closedOn = Math.min(createdOn + random.weighted([0, 1, 2, 3, 5, 8, 13], (days) => 14 - days) * DAY, lastDay);
  // The producer looks for resolved cases once a night and has each one summarised some minutes later.
  const retrievedAt = closedOn + 23 * HOUR + random.integer(0, 30 * 60_000);
  const annotated = producerDate(retrievedAt + random.integer(60_000, 20 * 60_000), random);

  const slots = caseSlots(planned, closedOn, random);
  const write: Writer = (template) => fillTemplate(template, slots, random);
  const story = random.pick(scenario.stories);
  const lifecycle = random.pick(scenario.lifecycles);

  return {
    caseid: `case-${account.number}-muen-${created.slice(0, 4)}-${random.hex(16)}`,
    displayid: caseNumber,
    subject: write(story.subject),
    servicecode: scenario.service,
    categorycode: scenario.category ?? 'general-guidance',
    severitycode: planned.severity,
    submittedby: random.pick(account.submitters),
    timecreated: created,
    case_retrieval_date: producerDate(retrievedAt, random),
    case_summary: composeSummary(planned, story, LIFECYCLE_PHRASES[lifecycle].followUps, write, random),
    rca_category: scenario.rca,
    rca_reason: write(story.reason),
    rca_retrieval_date: annotated,
    lifecycle_category: lifecycle,
    lifecycle_reason: write(random.pick(LIFECYCLE_PHRASES[lifecycle].reasons)),
    lifecycle_retrieval_date: annotated,
    account_number: account.number,
    case_number: caseNumber,
  };
}

type Writer = (template: string) => string;

/** The producer aims at 600 to 650 characters in four to six sentences. */
const SHORTEST = 600;
const LONGEST = 650;
const ATTEMPTS = 6;

function composeSummary(
  { scenario, severity }: PlannedCase,
  story: Story,
  followUps: readonly string[],
  write: Writer,
  random: SeededRandom,
): string {
  let best: readonly string[] = [];
  for (let attempt = 0; attempt < ATTEMPTS && distance(best) > 0; attempt += 1) {
    const report = write(story.report);
    const impact = write(random.pick(impactPhrases(scenario.kind, severity)));
    const finding = write(story.finding);
    const fix = write(story.fix);
    const followUp = write(random.pick(followUps));
    const closing = write(random.pick(closingPhrases(scenario.kind)));
    for (const sentences of [
      [report, impact, finding, fix, followUp],
      [report, impact, finding, fix, followUp, closing],
      [report, finding, fix, followUp, closing],
      [report, impact, finding, fix],
      [report, finding, fix, followUp],
    ]) {
      if (distance(sentences) < distance(best)) best = sentences;
    }
  }
  return best.join(' ');
}

/** How many characters a summary of these sentences lies outside the producer's range. */
function distance(sentences: readonly string[]): number {
  const length = sentences.reduce((sum, sentence) => sum + sentence.length + 1, -1);
  return Math.max(SHORTEST - length, length - LONGEST, 0);
}

/** As the producer writes dates: ISO 8601 in UTC with microseconds and without a zone. */
function producerDate(instant: number, random: SeededRandom): string {
  const micros = String(random.integer(0, 999)).padStart(3, '0');
  return `${new Date(instant).toISOString().slice(0, -1)}${micros}`;
}
