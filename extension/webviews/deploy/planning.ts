import { html, type TemplateResult } from 'lit';
import type { DeployState } from '../../protocol/deploy.ts';
import { costSection } from './cost.ts';
import { discoverySections } from './discovery.ts';
import { formSections } from './form.ts';
import { packageSection } from './package.ts';
import type { PageParts } from './page-parts.ts';
import { preflightSection } from './preflight.ts';

/** What stands, what is checked, and what can be chosen. */
export function planningSections(state: Extract<DeployState, { kind: 'planning' }>, page: PageParts): TemplateResult {
  return html`
    ${discoverySections(state.discovery, page)} ${preflightSection(state.preflight, page)}
    ${formSections(state.form, page)} ${costSection(state.cost, page)} ${packageSection(state.package, false, page)}
  `;
}
