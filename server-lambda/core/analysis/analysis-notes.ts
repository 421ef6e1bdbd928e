import type { CaseInsightsError } from '../errors.ts';
import type { CaseBrief } from '../ports/analyst.ts';
import type { ModelReply, StopReason } from '../ports/language-model.ts';

/** Cases that no findings came from, and why: how the model stopped, or what it failed with. */
export interface UnreadCases {
  readonly cases: readonly CaseBrief[];
  readonly unread: StopReason | CaseInsightsError;
}

/** What a reader must know of an answer: that it isn't whole, what was struck from it, and what it isn't based on. */
export function analysisNotes(of: {
  readonly reply: ModelReply;
  readonly unknown: readonly string[];
  readonly unread: readonly UnreadCases[];
  /** Parts whose findings were cut short. */
  readonly cut: number;
  /** All cases given. */
  readonly of: number;
}): string {
  const struck = of.unknown.length;
  return [
    stopNote(of.reply),
    struck === 0
      ? ''
      : note(
          `Struck out: ${struck} case number${struck === 1 ? '' : 's'} that the model cited but that do${struck === 1 ? 'es' : ''} not exist.`,
        ),
    of.cut === 0 ? '' : note(`The findings of ${of.cut} part${of.cut === 1 ? '' : 's'} of the cases were cut short.`),
    ...unreadNotes(of.unread, of.of),
  ].join('');
}

/** Says why an answer isn't whole; nothing where it is. */
export function stopNote({ stop, stopDetail = 'unknown' }: Pick<ModelReply, 'stop' | 'stopDetail'>): string {
  return stop === 'end' ? '' : note(STOPS[stop].replace('REASON', stopDetail));
}

const STOPS: Readonly<Record<Exclude<StopReason, 'end'>, string>> = {
  max_tokens: "The answer ends here because it reached the model's length limit.",
  context_window: 'The answer ends here because the model ran out of room. Ask about fewer cases.',
  guardrail: "The account's guardrail stopped this answer. Rephrase the question, or check the guardrail's policy.",
  refusal: 'The model declined to continue. Rephrase the question, or choose another model.',
  time: 'The answer ends here because the call ran out of time. Ask about fewer cases or a shorter period.',
  other: 'The model stopped for another reason (REASON), so the answer may be incomplete. Ask again.',
};

function unreadNotes(unread: readonly UnreadCases[], of: number): readonly string[] {
  const byReason = new Map<string, CaseBrief[]>();
  for (const part of unread) {
    const reason = reasonOf(part.unread);
    byReason.set(reason, [...(byReason.get(reason) ?? []), ...part.cases]);
  }
  return [...byReason].map(([reason, cases]) =>
    note(
      `The model could not read ${cases.length} of ${of} summaries (${days(cases)}): ${reason}. The figures count them.`,
    ),
  );
}

function reasonOf(unread: StopReason | CaseInsightsError): string {
  if (unread === 'guardrail') return "the account's guardrail stopped it";
  if (unread === 'refusal') return 'it declined';
  if (typeof unread === 'string') return 'it gave no findings';
  return unread.message.replace(/\.$/, '');
}

function days(cases: readonly CaseBrief[]): string {
  const dates = cases.map(({ date }) => date).sort();
  return `${cases.length === 1 ? 'of' : 'from'} ${dates[0] ?? ''}${cases.length === 1 ? '' : ` to ${dates.at(-1) ?? ''}`}`;
}

function note(text: string): string {
  return `\n\n*${text}*`;
}
