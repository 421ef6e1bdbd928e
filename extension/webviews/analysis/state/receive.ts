import type { AnalysisToView } from '../../../protocol/analysis.ts';
import type { PageState } from './page-state.ts';

const MOST_NOTICES = 5;

/** The state after the host has said something. What is being typed stays, unless the host itself changed it. */
export function receive(state: PageState, message: AnalysisToView): PageState {
  switch (message.kind) {
    case 'targets':
      return { ...state, targets: message.state };
    case 'choices':
      return { ...state, choices: message.state };
    case 'draft': {
      const { question, revision } = message.state;
      const kept =
        revision === state.kept.draftRevision ? state.kept : { ...state.kept, question, draftRevision: revision };
      return { ...state, draft: message.state, kept };
    }
    case 'preview':
      return { ...state, preview: message.state };
    case 'models':
      return { ...state, models: message.state };
    case 'runs':
      return { ...state, runs: message.state };
    case 'result':
      return { ...state, result: message.state };
    case 'case':
      return { ...state, case: message.state };
    case 'comparison':
      return { ...state, comparison: message.state };
    case 'sql': {
      const { text, revision } = message.state;
      const kept =
        revision === state.kept.sqlRevision ? state.kept : { ...state.kept, sql: text, sqlRevision: revision };
      return { ...state, sql: message.state, kept };
    }
    case 'sqlRows': {
      const { result, offset, rows } = message.state;
      const earlier = result === state.rows.result ? state.rows.rows.slice(0, offset) : [];
      return { ...state, rows: { result, rows: [...earlier, ...rows] } };
    }
    case 'notice': {
      const { level, message: text, action } = message;
      const id = (state.notices.at(-1)?.id ?? 0) + 1;
      return { ...state, notices: [...state.notices, { id, level, message: text, action }].slice(-MOST_NOTICES) };
    }
    case 'show':
      return { ...state, kept: { ...state.kept, tab: message.tab } };
  }
}
