import '@vscode-elements/elements/dist/vscode-button/index.js';
import { render } from 'lit';
import { analysisContract, type AnalysisToHost } from '../../protocol/analysis.ts';
import { connect } from '../common/connect.ts';
import { analysisPage } from './page.ts';
import { firstState, type Kept, type Page, type PageState } from './state/page-state.ts';
import { receive } from './state/receive.ts';

const SECOND_MS = 1000;
/** How long typing must pause before it is sent to the host. */
const TYPING_MS = 350;

const main = document.querySelector('main');
if (main === null) throw new Error('The page has no main element.');
const place = main;

const { post, kept, keep } = connect(analysisContract, (message) => change(receive(state, message)));
let state = firstState(kept, Date.now());
let drawn = false;
let typing: { readonly timer: number; readonly messages: ReadonlyMap<string, AnalysisToHost> } | undefined;

const page: Page = {
  get state() {
    return state;
  },
  send,
  keep: keepLocally,
  dismiss,
};

/** Shows a state with the browser's next picture, however often it changes until then. */
function change(next: PageState): void {
  if (next.kept !== state.kept) keep(next.kept);
  state = next;
  if (drawn) return;
  drawn = true;
  requestAnimationFrame(() => {
    drawn = false;
    render(analysisPage(page), place);
  });
}

function keepLocally(changes: Partial<Kept>): void {
  change({ ...state, kept: { ...state.kept, ...changes } });
}

/** What is typed waits for the person to pause, but never behind another action. */
function send(message: AnalysisToHost): void {
  const typed =
    message.kind === 'changeSql' || (message.kind === 'changeDraft' && message.question !== undefined)
      ? message.kind
      : undefined;
  if (typed === undefined) {
    sendTyped();
    post(message);
    return;
  }
  if (typing !== undefined) clearTimeout(typing.timer);
  const messages = new Map(typing?.messages).set(typed, message);
  typing = { timer: window.setTimeout(sendTyped, TYPING_MS), messages };
}

function sendTyped(): void {
  if (typing === undefined) return;
  const { timer, messages } = typing;
  typing = undefined;
  clearTimeout(timer);
  for (const message of messages.values()) post(message);
}

function dismiss(id: number): void {
  change({ ...state, notices: state.notices.filter((notice) => notice.id !== id) });
}

setInterval(() => {
  const runs = state.runs?.runs.some((run) => run.state.kind === 'running') ?? false;
  if (runs || state.sql?.run.state === 'running') change({ ...state, now: Date.now() });
}, SECOND_MS);
window.addEventListener('pagehide', sendTyped);
change({ ...state });
post({ kind: 'ready' });
