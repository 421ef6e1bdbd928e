import { addDays, dayOf, daysIn } from '#core/days.ts';
import { CASE_DAY } from '#core/sql/case-filters.ts';
import { systemClock } from '../system-clock.ts';
import { caseAnalysis, caseSummary, dateRange, type TourResult } from './answers.ts';
import { openConversation, type Conversation } from './ask.ts';
import { startGateway } from './gateway-process.ts';
import { readTourOptions, USAGE, UsageError, type TourOptions } from './options.ts';
import { createProgress, type Progress } from './progress.ts';
import { renderReport } from './report.ts';
import { createStyle } from './terminal.ts';

const SAMPLE_DAYS = 90;
/** Reading is free where no model is paid: more than the server's default of 200. */
const SUMMARIES_READ = 2_000;
const SAMPLE_QUESTION = 'What are the top issues, what changed, and what should we look at first?';

async function main(): Promise<void> {
  const options = readTourOptions(process.argv.slice(2));
  if (options === 'help') {
    process.stdout.write(USAGE);
    return;
  }
  const log = (line: string) => {
    if (options.verbose) process.stderr.write(`    ${line}\n`);
  };
  const progress = createProgress(process.stderr, () => performance.now());
  const gateway = await progress.step('Load the cases behind a local gateway that checks signatures', () =>
    startGateway(options.data, log),
  );
  try {
    const conversation = await progress.step('Start the stdio bridge and initialize', () =>
      openConversation(gateway.ready, log, (message) => progress.detail(message)),
    );
    try {
      print(await ask(options, gateway.ready.data, conversation, progress), options.json);
    } finally {
      await conversation.close();
    }
  } finally {
    gateway.stop();
  }
}

async function ask(
  options: TourOptions,
  data: TourResult['data'],
  conversation: Conversation,
  progress: Progress,
): Promise<TourResult> {
  const tools = await progress.step('tools/list', () => conversation.listTools());
  const period = await choosePeriod(options, conversation, progress);
  const today = dayOf(systemClock.now());
  const daysBack = Math.min(Math.max(daysIn({ start: period.start, end: today }) - 1, 1), 36_500);
  const summary = await progress.step('get_case_summary', () =>
    conversation.call('get_case_summary', { days_back: daysBack }, caseSummary),
  );
  const analysis = await progress.step('analyze_case_summaries', () =>
    conversation.call(
      'analyze_case_summaries',
      {
        start_date: period.start,
        end_date: period.end,
        analysis_question: options.question ?? SAMPLE_QUESTION,
        max_cases: SUMMARIES_READ,
      },
      caseAnalysis,
    ),
  );
  return { data, tools, caseSummary: summary, caseAnalysis: analysis };
}

/** The days given; else the last three months of the sample, or all that one's own data has. */
async function choosePeriod(options: TourOptions, conversation: Conversation, progress: Progress) {
  const today = dayOf(systemClock.now());
  if (options.data === undefined) {
    const end = options.to ?? today;
    return { start: options.from ?? addDays(end, 1 - SAMPLE_DAYS), end };
  }
  if (options.from !== undefined && options.to !== undefined) return { start: options.from, end: options.to };
  const found = await progress.step('query_athena: the days that the data covers', () =>
    conversation.call('query_athena', { query: DAYS_COVERED }, dateRange),
  );
  const row = found.read.rows[0];
  const start = options.from ?? row?.first_day ?? today;
  const end = options.to ?? row?.last_day ?? today;
  return start <= end ? { start, end } : { start: end, end: start };
}

const DAYS_COVERED = `SELECT min(day) AS first_day, max(day) AS last_day
FROM (SELECT ${CASE_DAY.text} AS day FROM case_summary)`;

function print(result: TourResult, json: boolean): void {
  if (json) {
    const { data, tools, caseSummary: summary, caseAnalysis: analysis } = result;
    const skipped = { skipped: data.skipped.length, skipped_files: data.skipped };
    const object = {
      data: { source: data.source, cases: data.cases, ...skipped },
      tools,
      get_case_summary: summary.raw,
      analyze_case_summaries: analysis.raw,
    };
    process.stdout.write(`${JSON.stringify(object, null, 2)}\n`);
    return;
  }
  const { isTTY, columns } = process.stdout;
  const color = isTTY && process.env['NO_COLOR'] === undefined;
  process.stdout.write(`\n${renderReport(result, createStyle({ color, width: isTTY ? columns : 100 }))}`);
}

main().catch((error: unknown) => {
  const message = error instanceof Error ? error.message : String(error);
  process.stderr.write(error instanceof UsageError ? `${message}\n\n${USAGE}` : `${message}\n`);
  process.exitCode = error instanceof UsageError ? 2 : 1;
});
