import { html, nothing, type TemplateResult } from 'lit';
import type { Help, Used } from '../../protocol/credentials.ts';
import { t } from '../common/words.ts';
import { postButton, type Post } from './post-button.ts';

/** As whom and where AWS is called now, or what stands against it and what helps. */
export function usedNow(used: Used, post: Post): TemplateResult {
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
        <div class="row">${postButton(post, t('Change Region'), { kind: 'change-region' })}</div>`;
    case 'failed':
      return html`<dl class="facts">${fact(t('Credentials'), used.label)} ${fact(t('Region'), used.region)}</dl>
        <p class="standing">
          <span class="codicon codicon-error icon-failed" aria-hidden="true"></span
          ><span class="text">${used.message}</span>
        </p>
        ${used.remedy === '' ? nothing : html`<p class="text">${t('What to do: {0}', used.remedy)}</p>`}
        <div class="row">
          <vscode-button @click=${() => post({ kind: 'help' })}>${HELP[used.help]()}</vscode-button>
          ${postButton(post, t('Change Region'), { kind: 'change-region' })}
        </div>`;
  }
}

function fact(name: string, value: string): TemplateResult {
  return html`<div>
    <dt class="muted">${name}</dt>
    <dd class="text">${value}</dd>
  </div>`;
}

const HELP: Readonly<Record<Help, () => string>> = {
  'sign-in': () => t('Sign In'),
  'mfa-code': () => t('Enter MFA Code'),
  paste: () => t('Paste New Keys'),
  choose: () => t('Choose Other Credentials'),
};
