import { html, nothing, type TemplateResult } from 'lit';
import type { StackCard, Cause } from '../../protocol/deploy.ts';
import { box } from '../common/box.ts';
import { keyValues } from '../common/key-values.ts';
import { mark, type Tone } from '../common/mark.ts';
import { sentences } from '../common/sentences.ts';
import { t } from '../common/words.ts';
import { outputsSection } from './outputs.ts';
import { type PageParts, foldOf } from './page-parts.ts';
import { problemBox } from './problem.ts';
import { progressSections } from './progress.ts';
import { stuckSection } from './stuck.ts';
import { fold } from '../common/fold.ts';

/** How the stack is, and what to do about it. */
export function stackHeadline(stack: StackCard): TemplateResult {
  const { headline, advice, stackName, status } = stack;
  const [icon, tone] = lookOf(stack);
  return html`
    <p class="headline">${mark(icon, tone, headline)}</p>
    ${advice === '' ? nothing : html`<p class="text">${advice}</p>`}
    <p class="muted text">${t('Stack {0}, {1}', stackName, status)}</p>
  `;
}

function lookOf({ phase, succeeded, cancelled }: StackCard): readonly [icon: string, tone: Tone] {
  switch (phase) {
    case 'working':
      return ['ellipsis', 'plain'];
    case 'failed':
      return ['error', 'failed'];
    case 'complete':
      return succeeded ? ['pass', 'passed'] : cancelled ? ['info', 'plain'] : ['warning', 'warned'];
    case 'none':
    case 'reviewing':
      return ['info', 'plain'];
  }
}

/** A stack, with its failure, its state, its progress and its resources. */
export function stackSections(stack: StackCard, page: PageParts): TemplateResult {
  const { server, progress, cause, lost, stuck, outputs, phase } = stack;
  return html`
    ${lost === null ? nothing : problemBox('lost', lost, page)} ${cause === null ? nothing : causeBox(cause, page)}
    ${stuckSection(stuck, page)} ${phase === 'working' ? nothing : outputsSection(outputs, page)}
    ${server?.outdated === true ? outdatedBox(server) : nothing}
    ${progress === null ? nothing : progressSections(progress, phase === 'working', page)}
    ${phase === 'complete' || phase === 'failed' ? factsOf(stack) : nothing}
  `;
}

function outdatedBox({ version, shippedVersion, lacks }: NonNullable<StackCard['server']>): TemplateResult {
  return box(
    'warned',
    html`
      <p class="wrap">
        ${
          version === ''
            ? t('The server is older than the version in this extension ({0}).', shippedVersion)
            : t('The server is version {0}; this extension has {1}.', version, shippedVersion)
        }
      </p>
      ${sentences(t('Missing features:'), lacks)}
    `,
  );
}

function factsOf({ server, terminationProtected }: StackCard): TemplateResult {
  const facts: (readonly [string, string])[] = [];
  if (server !== null && server.version !== '') facts.push([t('Server'), t('version {0}', server.version)]);
  if (server !== null)
    facts.push([t('MCP server'), server.connectedAs === '' ? t('not connected') : server.connectedAs]);
  facts.push([
    t('Termination protection'),
    terminationProtected ? t('On: the stack cannot be deleted') : t('Off: the stack can be deleted'),
  ]);
  return html`<section class="card" aria-label=${t('Details')}>${keyValues(facts)}</section>`;
}

/** The first failure. It stays visible during and after a rollback. */
function causeBox({ logicalId, type, message, remedy, verbatim }: Cause, page: PageParts): TemplateResult {
  return box(
    'failed',
    html`
      <h2>${t('First failure')}</h2>
      <p class="text"><strong>${message}</strong></p>
      ${remedy === '' ? nothing : html`<p class="text">${t('What to do: {0}', remedy)}</p>`}
      ${logicalId === '' ? nothing : html`<p class="muted text">${t('At {0} ({1})', logicalId, type)}</p>`}
      ${
        verbatim === ''
          ? nothing
          : fold(foldOf(page, 'verbatim', false), t('Original message from AWS'), html`<p class="text">${verbatim}</p>`)
      }
    `,
  );
}
