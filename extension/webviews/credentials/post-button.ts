import { html, nothing, type TemplateResult } from 'lit';
import type { CredentialsToHost } from '../../protocol/credentials.ts';

export type Post = (message: CredentialsToHost) => void;

/** A secondary button that posts one message; it is named `ariaLabel` where its label alone would be ambiguous. */
export function postButton(post: Post, label: string, message: CredentialsToHost, ariaLabel?: string): TemplateResult {
  return html`<vscode-button secondary aria-label=${ariaLabel ?? nothing} @click=${() => post(message)}
    >${label}</vscode-button
  >`;
}
