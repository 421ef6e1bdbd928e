import { randomUUID } from 'node:crypto';
import { isDay } from '#core/days.ts';
import * as z from 'zod/mini';
import type { AnalysisToHost } from '../../protocol/analysis.ts';
import { Asked, SavedAnalysis, type Draft } from '../../protocol/analysis-draft.ts';
import { Filters, NO_FILTERS, type Breakdown, type Period } from '../../protocol/analysis-values.ts';
import type { AnalysisEditor } from './editor.ts';
import { monthPeriod, periodOf, type DataRange } from './period.ts';
import type { PanelState } from './panel-state.ts';
import { stored } from './stored.ts';

type Change = Omit<Extract<AnalysisToHost, { kind: 'changeDraft' }>, 'kind'>;

/** The question, filters and period of the next run, and saved analyses. */
export interface DraftController {
  /** Presets are resolved to their days as of now. */
  readonly asked: () => Asked;
  readonly followsUp: () => string | null;
  /** Returns a sentence about what is wrong if the change was rejected. */
  change(change: Change): string | undefined;
  /** Replaces the draft; the page's fields show the new values. */
  load(asked: Asked, followsUp?: Draft['followsUp']): void;
  clearFilters(): void;
  filterBy(dimension: Breakdown, value: string | null): string | undefined;
  followUp(run: string, question: string): void;
  endFollowUp(): void;
  /** First and last day of the chosen target's data. */
  setDataRange(range: DataRange): void;
  /** Moves the question to the top of the history. */
  noteQuestion(question: string): void;
  save(name: string): void;
  saved(id: string): SavedAnalysis | undefined;
  unsave(id: string): void;
}

const MOST_SAVED = 100;
const MOST_QUESTIONS = 50;

type DraftEditor = Pick<AnalysisEditor, 'here' | 'everywhere' | 'l10n' | 'now'>;

/** `onChange` is called after every change but those of the question alone. */
export function createDraftController(
  editor: DraftEditor,
  panelState: PanelState,
  onChange: () => void,
): DraftController {
  const { here, everywhere, l10n } = editor;
  let data: DataRange | undefined;
  const before = here.get('analysis.draft', stored(Asked));
  let asked: Asked = before ?? {
    filters: NO_FILTERS,
    period: periodOf('last90', editor.now(), undefined),
    question: '',
    maxCases: 200,
  };
  let touched = before !== undefined;
  let followsUp: Draft['followsUp'] = null;
  let revision = 0;
  let saved = everywhere.get('analysis.saved', stored(z.array(SavedAnalysis).check(z.maxLength(MOST_SAVED)))) ?? [];
  let history = everywhere.get('analysis.questions', z.array(z.string()).check(z.maxLength(MOST_QUESTIONS))) ?? [];

  const today = (period: Period): Period =>
    period.preset === 'range' ? period : periodOf(period.preset, editor.now(), data);
  const post = () => {
    asked = { ...asked, period: today(asked.period) };
    panelState.set({
      kind: 'draft',
      state: { ...asked, followsUp, revision, saved, history, starters: starters(editor) },
    });
  };
  const setAsked = (next: Partial<Asked>, own: boolean) => {
    asked = { ...asked, ...next };
    if (own) revision++;
    touched = true;
    post();
    here.set('analysis.draft', asked);
  };

  post();
  return {
    asked: () => ({ ...asked, period: today(asked.period) }),
    followsUp: () => followsUp?.run ?? null,
    change({ filters, period, question, maxCases }) {
      let days: Period | undefined;
      if (period?.preset === 'range') {
        if (!isDay(period.start) || !isDay(period.end)) return l10n.t('Enter existing dates as YYYY-MM-DD.');
        if (period.start > period.end) return l10n.t('The start date is after the end date.');
        days = period;
      } else if (period !== undefined) days = periodOf(period.preset, editor.now(), data);
      setAsked(
        {
          ...(filters && { filters: withFilters(asked.filters, filters) }),
          ...(days && { period: days }),
          ...(question !== undefined && { question }),
          ...(maxCases !== undefined && { maxCases }),
        },
        false,
      );
      if (filters !== undefined || days !== undefined || maxCases !== undefined) onChange();
      return undefined;
    },
    load(next, follows = null) {
      followsUp = follows;
      setAsked({ ...next, period: today(next.period) }, true);
      onChange();
    },
    clearFilters() {
      setAsked({ filters: NO_FILTERS }, true);
      onChange();
    },
    filterBy(dimension, value) {
      if (value === null) return l10n.t('Cases without a value cannot be picked by a filter: use the SQL tab.');
      if (dimension === 'month') {
        const period = monthPeriod(value);
        if (period === undefined) return l10n.t('{0} is not a month.', value);
        setAsked({ period }, true);
      } else setAsked({ filters: { ...asked.filters, [dimension]: value } }, true);
      onChange();
      return undefined;
    },
    followUp(run, question) {
      followsUp = { run, question };
      setAsked({ question: '' }, true);
    },
    endFollowUp() {
      followsUp = null;
      revision++;
      post();
    },
    setDataRange(range) {
      data = range;
      const { period } = asked;
      const isOutside = range.lastDay !== null && range.lastDay < period.start;
      // A folder of old cases would otherwise look empty.
      if (!touched && isOutside) {
        asked = { ...asked, period: periodOf('all', editor.now(), data) };
        revision++;
      }
      post();
    },
    noteQuestion(question) {
      if (question.trim() === '') return;
      history = [question, ...history.filter((each) => each !== question)].slice(0, MOST_QUESTIONS);
      everywhere.set('analysis.questions', history);
      post();
    },
    save(name) {
      const others = saved.filter((each) => each.name !== name);
      saved = [...others, { ...asked, id: randomUUID(), name }].slice(-MOST_SAVED);
      everywhere.set('analysis.saved', saved);
      post();
    },
    saved: (id) => saved.find((each) => each.id === id),
    unsave(id) {
      saved = saved.filter((each) => each.id !== id);
      everywhere.set('analysis.saved', saved);
      post();
    },
  };
}

/** Empty text means any value, like null. */
function withFilters(filters: Filters, change: NonNullable<Change['filters']>): Filters {
  const changed = Object.entries(change).map(
    ([name, value]) => [name, typeof value === 'string' && value.trim() === '' ? null : value] as const,
  );
  return Filters.parse({ ...filters, ...Object.fromEntries(changed) });
}

function starters({ l10n }: DraftEditor): string[] {
  return [
    l10n.t('What are the top issues, and what should we do first?'),
    l10n.t('What caused the most severe cases?'),
    l10n.t('What changed against the period before?'),
    l10n.t('Which problems keep coming back?'),
    l10n.t('Which cases could better monitoring have prevented?'),
    l10n.t('Which accounts need help, and with what?'),
  ];
}
