import { html, nothing, type TemplateResult } from 'lit';
import { repeat } from 'lit/directives/repeat.js';
import type { CredentialsState, CredentialsToHost, ProfileRow, Standing } from '../../protocol/credentials.ts';
import { t } from '../common/words.ts';
import { postButton, type Post } from './post-button.ts';
import { usedNow } from './used-now.ts';

/** The credentials in use, and all others that can be chosen. */
export function credentialsPage(state: CredentialsState, post: Post): TemplateResult {
  const { profiles, configFile, environment, pasted } = state;
  return html`
    <h1 class="visually-hidden">${t('AWS Credentials')}</h1>
    <section aria-labelledby="used">
      <h2 id="used">${t('Used by Case Insights')}</h2>
      <div role="status">${usedNow(state.used, post)}</div>
    </section>
    <section aria-labelledby="profiles">
      <h2 id="profiles">${t('Profiles on this machine')}</h2>
      ${
        profiles.length === 0
          ? html`<p class="text">${t('No profiles in {0} yet.', configFile)}</p>`
          : html`<ul class="rows">
              ${repeat(
                profiles,
                ({ name }) => name,
                (profile) => profileRow(profile, post),
              )}
            </ul>`
      }
      <div class="row">
        <vscode-button ?secondary=${profiles.length > 0} @click=${() => post({ kind: 'new-sso-profile' })}
          >${t('New SSO Profile')}</vscode-button
        >
        ${postButton(post, t('Open Config File'), { kind: 'open-config' })}
      </div>
    </section>
    <section aria-labelledby="others">
      <h2 id="others">${t('Other credentials')}</h2>
      <ul class="rows">
        <li class="entry">
          ${heading(t('Environment'), environment.isUsed)} ${standingLine(environment.standing)}
          <div class="row">
            ${environment.isUsed ? nothing : useButton(post, t('Environment'), { kind: 'use-environment' })}
          </div>
        </li>
        <li class="entry">
          ${heading(t('Pasted keys'), pasted?.isUsed === true)}
          ${
            pasted === undefined
              ? html`<p class="muted">${t("None. Pasted keys are kept in the editor's secret storage.")}</p>`
              : html`<p class="muted text">${pasted.keyId}</p>
                  ${standingLine(pasted.standing)}`
          }
          <div class="row">
            ${
              pasted === undefined || pasted.isUsed
                ? nothing
                : useButton(post, t('Pasted keys'), { kind: 'use-pasted' })
            }
            ${postButton(post, pasted === undefined ? t('Paste Keys') : t('Paste New Keys'), { kind: 'paste' })}
            ${
              pasted === undefined
                ? nothing
                : html`${postButton(post, t('Save as Profile'), { kind: 'save-as-profile' })}
                  ${postButton(post, t('Forget Keys'), { kind: 'forget' })}`
            }
          </div>
          ${
            pasted === undefined
              ? nothing
              : html`<p class="muted">
                  ${t('Pasted keys work for deployments and the panels. MCP servers run as separate programs and need a profile.')}
                </p>`
          }
        </li>
      </ul>
    </section>
    <div class="row">${postButton(post, t('Refresh'), { kind: 'refresh' })}</div>
  `;
}

function profileRow(profile: ProfileRow, post: Post): TemplateResult {
  const { name, isUsed, facts, standing, canBeUsed, signIn } = profile;
  return html`
    <li class="entry">
      ${heading(name, isUsed)}
      <p class="muted text">${facts.join(' · ')}</p>
      ${standingLine(standing)}
      <div class="row">
        ${canBeUsed && !isUsed ? useButton(post, name, { kind: 'use-profile', profile: name }) : nothing}
        ${signIn === 'in' ? postButton(post, t('Sign In'), { kind: 'sign-in', profile: name }, t('Sign In: {0}', name)) : nothing}
        ${signIn === 'out' ? postButton(post, t('Sign Out'), { kind: 'sign-out', profile: name }, t('Sign Out: {0}', name)) : nothing}
      </div>
    </li>
  `;
}

function heading(name: string, isUsed: boolean): TemplateResult {
  return html`<div class="row">
    <strong class="text">${name}</strong>
    ${isUsed ? html`<span class="badge">${t('used')}</span>` : nothing}
  </div>`;
}

function useButton(post: Post, name: string, message: CredentialsToHost): TemplateResult {
  return postButton(post, t('Use'), message, t('Use: {0}', name));
}

function standingLine({ tone, text }: Standing): TemplateResult {
  const [icon, color] = TONES[tone];
  return html`<p class="standing">
    <span class="codicon codicon-${icon} ${color}" aria-hidden="true"></span><span class="text">${text}</span>
  </p>`;
}

const TONES: Readonly<Record<Standing['tone'], readonly [icon: string, color: string]>> = {
  good: ['pass', 'icon-passed'],
  unknown: ['circle-outline', 'muted'],
  attention: ['warning', 'icon-warned'],
  bad: ['error', 'icon-failed'],
};
