import { html, nothing, type TemplateResult } from 'lit';
import type { DeployState, Who } from '../../protocol/deploy.ts';
import { skeleton } from '../common/skeleton.ts';
import { t } from '../common/words.ts';
import { actionRow, BUSY_ID } from './actions.ts';
import { announcement } from './announcement.ts';
import type { PageParts } from './page-parts.ts';
import { preparingSection } from './preparing.ts';
import { problemBox } from './problem.ts';
import { reviewingHeadline, reviewingSections } from './reviewing.ts';
import { stackHeadline, stackSections } from './stack.ts';
import { markedOf } from './stuck.ts';
import { costSection } from './cost.ts';
import { discoverySections } from './discovery.ts';
import { formSections } from './form.ts';
import { packageSection } from './package.ts';
import { preflightSection } from './preflight.ts';

/** The dashboard: as whom and where, what is to be done and the buttons for it, then all the rest. */
export function deployPage(state: DeployState, page: PageParts): TemplateResult {
  const marked = state.kind === 'stack' ? markedOf(state.stack.stuck, page) : [];
  return html`
    <p class="visually-hidden" role="status">${announcement(state, page.local.copied)}</p>
    <h1 tabindex="-1">${t('Deploy Case Insights MCP')}</h1>
    ${state.who === null ? nothing : whoSection(state.who, page)} ${headline(state)}
    <div class="bar">
      ${actionRow('page', state.actions, page, marked.length > 0 ? marked : undefined)}
      <p id=${BUSY_ID} class="busy muted text">${state.busy}</p>
    </div>
    ${state.notice === null ? nothing : problemBox('notice', state.notice, page)} ${sections(state, page)}
  `;
}

function headline(state: DeployState): TemplateResult {
  switch (state.kind) {
    case 'no-credentials':
      return html`<p class="headline">${t('Choose the AWS credentials to deploy with.')}</p>
        <p class="muted">${t('Nothing in your account changes until you have reviewed and confirmed it.')}</p>`;
    case 'looking':
      return html`<p class="headline">${t('Reading your account: existing servers, and what can be deployed.')}</p>`;
    case 'stopped':
      return html`<p class="headline">${t('The deployment cannot continue.')}</p>`;
    case 'planning':
      return html`<p class="headline text">${state.headline}</p>
        <p class="muted">${t('Nothing in your account changes until you have reviewed and confirmed it.')}</p>`;
    case 'preparing':
      return html`<p class="headline text">
        ${t('Preparing the changes to {0}. Nothing has changed yet.', state.stackName)}
      </p>`;
    case 'reviewing':
      return reviewingHeadline(state);
    case 'stack':
      return stackHeadline(state.stack);
  }
}

function sections(state: DeployState, page: PageParts): TemplateResult | typeof nothing {
  switch (state.kind) {
    case 'no-credentials':
      return nothing;
    case 'looking':
      return html`${skeleton(3)} ${skeleton(6)} ${skeleton(6)}`;
    case 'stopped':
      return problemBox('stopped', state.problem, page);
    case 'planning':
      return planningSections(state, page);
    case 'preparing':
      return preparingSection(state);
    case 'reviewing':
      return reviewingSections(state, page);
    case 'stack':
      return stackSections(state.stack, page);
  }
}

/** What exists, the checks, and the settings. */
function planningSections(state: Extract<DeployState, { kind: 'planning' }>, page: PageParts): TemplateResult {
  return html`
    ${discoverySections(state.discovery, page)} ${preflightSection(state.preflight, page)}
    ${formSections(state.form, page)} ${costSection(state.cost, page)} ${packageSection(state.package, false, page)}
  `;
}

/** As whom and where everything is done, in two lines. */
function whoSection({ label, account, region, arn, actions }: Who, page: PageParts): TemplateResult {
  const where = account === '' ? t('account not known yet') : t('account {0}', account);
  return html`
    <section class="who" aria-label=${t('Account and region')}>
      <div class="wrap">
        <span><strong>${label}</strong> · <strong>${where}</strong> · <strong>${region}</strong></span>
        ${arn === '' ? nothing : html`<span class="muted line">${arn}</span>`}
      </div>
      ${actionRow('who', actions, page)}
    </section>
  `;
}
