import { html, nothing, type TemplateResult } from 'lit';
import type { CredentialsToHost, Help, Used } from '../../protocol/credentials.ts';
import { t } from '../common/words.ts';

/** As whom and where AWS is called now, or what stands against it and what helps. */
export function usedNow(used: Used, post: (message: CredentialsToHost) => void): TemplateResult {
  switch (used.kind) {
    case 'nothing':
      return html`<p>${t('No credentials chosen yet. Choose a profile or paste keys.')}</p>`;
    case 'asking':
      return html`<p class="text"><strong>${used.label}</strong></p>
        <p class="muted">${t('Verifying these credentials with AWS...')}</p>`;
    case 'known':
      return html`<dl class="facts">
          ${fact(t('Credentials'), used.label)} ${fact(t('Account'), used.account)} ${fact(t('Identity'), used.arn)}
          ${fact(t('Region'), used.region)} ${used.until === '' ? nothing : fact(t('Valid until'), used.until)}
        </dl>
        <div class="row">${regionButton(post)}</div>`;
    case 'failed':
      return html`<dl class="facts">${fact(t('Credentials'), used.label)} ${fact(t('Region'), used.region)}</dl>
        <p class="standing">
          <span class="codicon codicon-error icon-failed" aria-hidden="true"></span
          ><span class="text">${used.message}</span>
        </p>
        ${used.remedy === '' ? nothing : html`<p class="text">${t('What to do: {0}', used.remedy)}</p>`}
        <div class="row">
          <vscode-button @click=${() => post({ kind: 'help' })}>${HELP[used.help]()}</vscode-button>
          ${regionButton(post)}
        </div>`;
  }
}

function fact(name: string, value: string): TemplateResult {
  return html`<div>
    <dt class="muted">${name}</dt>
    <dd class="text">${value}</dd>
  </div>`;
}

function regionButton(post: (message: CredentialsToHost) => void): TemplateResult {
  return html`<vscode-button secondary @click=${() => post({ kind: 'change-region' })}
    >${t('Change Region')}</vscode-button
  >`;
}

const HELP: Readonly<Record<Help, () => string>> = {
  'sign-in': () => t('Sign In'),
  'mfa-code': () => t('Enter MFA Code'),
  paste: () => t('Paste New Keys'),
  choose: () => t('Choose Other Credentials'),
};
