import { render } from 'lit';
import { deployContract, type DeployState } from '../../protocol/deploy.ts';
import { connect } from '../common/connect.ts';
import { readKept, type Local } from './local.ts';
import type { PageParts } from './page-parts.ts';
import { deployPage } from './page.ts';
import { meetForm, withoutTyped, withTyped } from './typed-values.ts';

const main = document.querySelector('main');
if (main === null) throw new Error('The page has no main element.');

/** Until the host says more. */
let state: DeployState = { kind: 'looking', who: null, notice: null, busy: '', actions: [] };
let receivedAt: number | undefined;
const { post, keep, kept } = connect(deployContract, (message) => receive(message.state));
let local = readKept(kept);

const parts: Omit<PageParts, 'local' | 'busy' | 'sinceMs'> = {
  act: (id, target, resources) => {
    const [name] = id === 'set-parameter' ? (target?.split('=') ?? []) : [];
    if (name !== undefined) update({ typed: withoutTyped(local.typed, name) });
    if (id === 'copy-output') update({ copied: target ?? '' });
    post({ kind: 'act', id, ...(target !== undefined && { target }), ...(resources && { resources: [...resources] }) });
  },
  type: (name, value) => {
    update({ typed: withTyped(local.typed, name, value) });
    post({ kind: 'change', name, value });
  },
  fold: (id, open) => update({ folds: { ...local.folds, [id]: open } }),
  filter: (id, text) => update({ filters: { ...local.filters, [id]: text } }),
  mark: (logicalId, marked) => {
    const others = local.marked.filter((other) => other !== logicalId);
    update({ marked: marked ? [...others, logicalId] : others });
  },
};

function update(change: Partial<Local>): void {
  local = { ...local, ...change };
  keep(local);
  show();
}

function receive(next: DeployState): void {
  const moved = receivedAt !== undefined && state.kind !== next.kind;
  state = withSteadyRows(state, next);
  receivedAt = performance.now();
  const met = next.kind === 'planning' ? meetForm(local.typed, next) : { typed: local.typed, unsent: [] };
  update({ typed: met.typed, ...(moved && { copied: '' }) });
  for (const [name, value] of met.unsent) post({ kind: 'change', name, value });
  // What had the focus is gone: whoever uses the keyboard goes on at the top, never on a button.
  if (moved && document.hasFocus() && document.activeElement === document.body)
    main?.querySelector('h1')?.focus({ preventScroll: true });
}

function show(): void {
  if (main === null) return;
  render(
    deployPage(state, { ...parts, local, busy: state.busy, sinceMs: performance.now() - (receivedAt ?? 0) }),
    main,
  );
}

// Elapsed times advance between the host's messages.
setInterval(() => {
  if (state.kind === 'stack' && state.stack.phase === 'working') show();
}, 1_000);
show();
post({ kind: 'ready' });

/**
 * The same state, its resources in the order in which they were shown before. The host names those that were begun
 * first; rows that change places under one's eyes are hard to follow.
 */
function withSteadyRows(shown: DeployState, next: DeployState): DeployState {
  const before = shown.kind === 'stack' ? shown.stack.progress : null;
  if (before === null || next.kind !== 'stack' || next.stack.progress === null) return next;
  const { progress } = next.stack;
  if (progress.startedAt !== before.startedAt) return next;
  const places = new Map(before.resources.map(({ logicalId }, place) => [logicalId, place]));
  const placeOf = ({ logicalId }: { readonly logicalId: string }) => places.get(logicalId) ?? places.size;
  const resources = [...progress.resources].sort((one, other) => placeOf(one) - placeOf(other));
  return { ...next, stack: { ...next.stack, progress: { ...progress, resources } } };
}
