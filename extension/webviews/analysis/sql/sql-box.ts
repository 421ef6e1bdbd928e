import { html, LitElement, nothing, type TemplateResult } from 'lit';
import { live } from 'lit/directives/live.js';
import type { Completion } from '#core/sql/completion.ts';
import type { SqlNames } from '#core/sql/scope.ts';
import { SQL_LENGTH } from '../../../protocol/analysis-sql.ts';
import { t } from '../../common/words.ts';

/**
 * A box for a statement, which completes the names of columns: Ctrl+Space, or as one types; arrows, Enter or Tab, Escape.
 * In the page's own tree, so that the page's style is its style.
 */
export class SqlBox extends LitElement {
  static override properties = {
    text: { attribute: false },
    names: { attribute: false },
    completion: { state: true },
    active: { state: true },
  };

  declare text: string;
  declare names: SqlNames;
  declare typed: (text: string) => void;
  declare run: () => void;
  declare private completion: Completion | undefined;
  declare private active: number;

  protected override createRenderRoot(): this {
    return this;
  }

  protected override render(): TemplateResult {
    const open = this.completion !== undefined;
    return html`<div class="sql-box">
      <label for="sql">${t('Statement')}</label>
      <textarea
        id="sql"
        class="code"
        rows="7"
        spellcheck="false"
        autocomplete="off"
        maxlength=${SQL_LENGTH}
        aria-autocomplete="list"
        aria-controls="sql-suggestions"
        aria-activedescendant=${open ? `sql-suggestion-${this.active}` : nothing}
        aria-describedby="sql-keys"
        .value=${live(this.text)}
        @input=${() => this.changed(false)}
        @keydown=${(event: KeyboardEvent) => this.pressed(event)}
        @blur=${() => this.suggest(undefined)}
      ></textarea>
      <div id="sql-suggestions" class="suggestion-list" role="listbox" aria-label=${t('Suggestions')} ?hidden=${!open}>
        ${this.completion?.suggestions.map(
          ({ text, kind, meaning }, index) =>
            html`<div
              id="sql-suggestion-${index}"
              role="option"
              aria-selected=${index === this.active ? 'true' : 'false'}
              @mousedown=${(event: Event) => {
                event.preventDefault();
                this.accept(index);
              }}
            >
              <span class="codicon codicon-${ICONS[kind]}" aria-hidden="true"></span>
              <span>${text}</span> <span class="meaning">${meaning}</span>
            </div>`,
        )}
      </div>
      <p id="sql-keys" class="muted">${t('Ctrl+Space completes, Ctrl+Enter runs.')}</p>
    </div>`;
  }

  protected override firstUpdated(): void {
    void loadCompletion();
  }

  protected override updated(): void {
    this.querySelector('[aria-selected=true]')?.scrollIntoView({ block: 'nearest' });
  }

  private get box(): HTMLTextAreaElement | null {
    return this.querySelector('textarea');
  }

  private changed(all: boolean): void {
    const { box } = this;
    if (box === null) return;
    this.take(box.value);
    void this.suggestAtCaret(all);
  }

  private async suggestAtCaret(all: boolean): Promise<void> {
    const { completionAt } = await loadCompletion();
    const { box } = this;
    if (box?.matches(':focus') !== true) return;
    this.suggest(completionAt(box.value, box.selectionStart, this.names, all));
  }

  /** The page gives the text back with its next picture; until then the box must not be given an older one. */
  private take(text: string): void {
    this.text = text;
    this.typed(text);
  }

  private suggest(completion: Completion | undefined): void {
    this.completion = completion;
    this.active = 0;
  }

  private pressed(event: KeyboardEvent): void {
    const count = this.completion?.suggestions.length ?? 0;
    const act = this.actionOf(event, count);
    if (act === undefined) return;
    event.preventDefault();
    act();
  }

  private actionOf({ key, ctrlKey, metaKey }: KeyboardEvent, count: number): (() => void) | undefined {
    if (key === 'Enter' && (ctrlKey || metaKey)) return this.run;
    if (key === ' ' && ctrlKey) return () => this.changed(true);
    if (count === 0) return undefined;
    switch (key) {
      case 'ArrowDown':
        return () => (this.active = (this.active + 1) % count);
      case 'ArrowUp':
        return () => (this.active = (this.active - 1 + count) % count);
      case 'Enter':
      case 'Tab':
        return () => this.accept(this.active);
      case 'Escape':
        return () => this.suggest(undefined);
      default:
        return undefined;
    }
  }

  private accept(index: number): void {
    const { box, completion } = this;
    const suggestion = completion?.suggestions[index];
    if (box === null || completion === undefined || suggestion === undefined) return;
    box.setRangeText(suggestion.text, completion.from, box.selectionStart, 'end');
    this.take(box.value);
    this.suggest(undefined);
  }
}

/** Reads SQL and knows every function: a third of the page's size, so only this box loads it. */
function loadCompletion() {
  return import(/* webpackChunkName: "completion" */ '#core/sql/completion.ts');
}

const ICONS = { column: 'symbol-field', table: 'table', keyword: 'symbol-keyword', function: 'symbol-method' } as const;

customElements.define('sql-box', SqlBox);
