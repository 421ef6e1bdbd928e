import { html, LitElement, nothing, type PropertyValues, type TemplateResult } from 'lit';
import type { Cell, SqlColumn } from '../../../protocol/analysis-sql.ts';
import { visibleText } from '#core/visible-text.ts';
import { t } from '../../common/words.ts';
import { css } from '../css-properties.ts';
import { foreignText } from '../foreign-text.ts';
import { cellText, columnsInView, columnWidths } from './grid-columns.ts';
import { placeAfter, type Place } from './grid-keys.ts';
import { sortRows, type Sort } from './sort-rows.ts';

const ROW_HEIGHT = 24;
/** Rows made beyond what is seen, so that scrolling shows no gap. */
const BEYOND = 4;
const FIRST: Place = { row: 0, column: 0 };

/**
 * Rows of which only those in view are made. One place is active, and the keys move it; it is read out as the grid's
 * active descendant. In the page's own tree, so that the page's style is its style.
 */
export class ResultGrid extends LitElement {
  static override properties = {
    columns: { attribute: false },
    rows: { attribute: false },
    result: { attribute: false },
    top: { state: true },
    left: { state: true },
    active: { state: true },
    sort: { state: true },
  };

  /** Names what is shown; another name begins anew. */
  declare result: string;
  declare columns: readonly SqlColumn[];
  declare rows: readonly (readonly Cell[])[];
  declare copyText: (text: string) => void;
  /** The rows' places in the result. */
  declare copyRows: (rows: readonly number[]) => void;
  declare private top: number;
  declare private left: number;
  declare private active: Place | undefined;
  declare private sort: Sort | undefined;
  private widths: readonly number[] = [];
  private order: readonly number[] = [];
  private view = { width: 800, height: 400 };
  private readonly resized = new ResizeObserver(([entry]) => {
    if (entry === undefined) return;
    this.view = { width: entry.contentRect.width, height: entry.contentRect.height };
    this.requestUpdate();
  });

  constructor() {
    super();
    this.result = '';
    this.columns = [];
    this.rows = [];
    this.top = 0;
    this.left = 0;
  }

  protected override createRenderRoot(): this {
    return this;
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.resized.disconnect();
  }

  protected override firstUpdated(): void {
    const { box } = this;
    if (box !== null) this.resized.observe(box);
  }

  protected override willUpdate(changed: PropertyValues): void {
    if (changed.has('result')) {
      this.active = this.contains(document.activeElement) ? FIRST : undefined;
      this.sort = undefined;
      this.box?.scrollTo(0, 0);
    }
    if (changed.has('columns') || changed.has('rows')) this.widths = columnWidths(this.columns, this.rows);
    if (changed.has('rows') || changed.has('result') || changed.has('sort')) {
      this.order = sortRows(this.rows, this.sort);
    }
  }

  protected override render(): TemplateResult {
    const { columns, order, active, widths } = this;
    const seen = columnsInView(widths, this.left, this.view.width);
    const first = Math.max(0, Math.floor(this.top / ROW_HEIGHT) - BEYOND);
    const end = Math.min(order.length, Math.ceil((this.top + this.view.height) / ROW_HEIGHT) + BEYOND);
    const total = widths.reduce((sum, width) => sum + width, 0);
    const template = widths.slice(seen.first, seen.end).map((width) => `${width}px`);
    const isActive = active !== undefined && active.column >= seen.first && active.column < seen.end;
    const inView = isActive && (active.row === -1 || (active.row >= first && active.row < end));
    return html`
      <div
        class="grid"
        role="grid"
        tabindex="0"
        aria-label=${t('Rows of the result')}
        aria-rowcount=${order.length + 1}
        aria-colcount=${columns.length}
        aria-activedescendant=${inView ? cellId(active.row, active.column) : nothing}
        ${css({
          '--grid-columns': template.join(' '),
          '--grid-offset': `${seen.offset}px`,
          '--grid-width': `${total}px`,
          '--grid-rows': `${Math.min(order.length, 14) * ROW_HEIGHT + ROW_HEIGHT + 18}px`,
        })}
        @scroll=${(event: Event) => this.scrolled(event)}
        @keydown=${(event: KeyboardEvent) => this.pressed(event)}
        @focus=${() => (this.active ??= FIRST)}
      >
        <div role="rowgroup" class="grid-head">
          <div role="row" aria-rowindex="1" class="grid-row">
            ${columns.slice(seen.first, seen.end).map((column, index) => this.head(column, seen.first + index))}
          </div>
        </div>
        <div role="rowgroup" class="grid-body" ${css({ height: `${order.length * ROW_HEIGHT}px` })}>
          ${order.slice(first, end).map((place, index) => this.row(place, first + index, seen.first, seen.end))}
        </div>
      </div>
      ${this.detail()}
    `;
  }

  private head({ name }: SqlColumn, column: number): TemplateResult {
    const sort = this.sort?.column === column ? (this.sort.descending ? 'descending' : 'ascending') : undefined;
    return html`<div
      id=${cellId(-1, column)}
      role="columnheader"
      class="grid-cell ${this.isActive(-1, column) ? 'active' : ''}"
      aria-colindex=${column + 1}
      aria-sort=${sort ?? 'none'}
      title=${t('Sort by {0}', name)}
      @click=${() => this.sortBy(column)}
    >
      <span class="cell-text">${visibleText(name)}</span>
      ${sort === undefined ? nothing : html`<span class="codicon codicon-arrow-${sort === 'descending' ? 'down' : 'up'}" aria-hidden="true"></span>`}
    </div>`;
  }

  private row(place: number, row: number, first: number, end: number): TemplateResult {
    const cells = (this.rows[place] ?? []).slice(first, end);
    return html`<div
      role="row"
      class="grid-row ${row % 2 === 1 ? 'odd' : ''}"
      aria-rowindex=${row + 2}
      ${css({ transform: `translateY(${row * ROW_HEIGHT}px)` })}
    >
      ${cells.map((cell, index) => {
        const column = first + index;
        const kind = cell === null ? 'null' : typeof cell;
        return html`<div
          id=${cellId(row, column)}
          role="gridcell"
          class="grid-cell cell-${kind} ${this.isActive(row, column) ? 'active' : ''}"
          aria-colindex=${column + 1}
          @click=${() => (this.active = { row, column })}
        >
          ${cellText(cell)}
        </div>`;
      })}
    </div>`;
  }

  /** All of the active cell, which the grid has no room for. */
  private detail(): TemplateResult {
    const { active } = this;
    const place = active === undefined ? undefined : this.order[active.row];
    const cell = place === undefined || active === undefined ? undefined : (this.rows[place]?.[active.column] ?? null);
    const none = place === undefined || cell === undefined;
    return html`<div class="row">
        <vscode-button secondary icon="copy" ?disabled=${none} @click=${() => this.copyCell()}
          >${t('Copy Cell')}</vscode-button
        >
        <vscode-button secondary ?disabled=${none} @click=${() => place !== undefined && this.copyRows([place])}
          >${t('Copy Row')}</vscode-button
        >
        <vscode-button secondary ?disabled=${this.order.length === 0} @click=${() => this.copyRows(this.order)}
          >${t('Copy All')}</vscode-button
        >
      </div>
      <div class="cell-detail" tabindex="0" role="region" aria-label=${t('The active cell in full')}>
        ${
          none
            ? html`<span class="muted">${t('Choose a cell to see all of it.')}</span>`
            : html`<span class="lines">${foreignText(typeof cell === 'string' ? cell : cellText(cell))}</span>`
        }
      </div>`;
  }

  private get box(): HTMLElement | null {
    return this.querySelector('.grid');
  }

  private isActive(row: number, column: number): boolean {
    return this.active?.row === row && this.active.column === column;
  }

  private scrolled({ currentTarget }: Event): void {
    if (!(currentTarget instanceof HTMLElement)) return;
    this.top = currentTarget.scrollTop;
    this.left = currentTarget.scrollLeft;
  }

  private sortBy(column: number): void {
    const { sort } = this;
    if (sort?.column !== column) this.sort = { column, descending: false };
    else this.sort = sort.descending ? undefined : { column, descending: true };
  }

  private pressed(event: KeyboardEvent): void {
    const { active } = this;
    if (active === undefined) return;
    const withControl = event.ctrlKey || event.metaKey;
    if (withControl && event.key === 'c') {
      if (window.getSelection()?.isCollapsed !== false) this.copyCell();
      return;
    }
    if (active.row === -1 && (event.key === 'Enter' || event.key === ' ')) {
      event.preventDefault();
      this.sortBy(active.column);
      return;
    }
    const page = Math.max(1, Math.floor(this.view.height / ROW_HEIGHT) - 2);
    const size = { rows: this.order.length, columns: this.columns.length, page };
    const place = placeAfter(event.key, withControl, active, size);
    if (place === undefined) return;
    event.preventDefault();
    this.active = place;
    this.reveal(place);
  }

  private reveal({ row, column }: Place): void {
    const { box } = this;
    if (box === null) return;
    const left = this.widths.slice(0, column).reduce((sum, width) => sum + width, 0);
    const right = left + (this.widths[column] ?? 0);
    if (left < box.scrollLeft) box.scrollLeft = left;
    else if (right > box.scrollLeft + box.clientWidth) box.scrollLeft = Math.min(left, right - box.clientWidth);
    if (row < 0) return;
    const top = row * ROW_HEIGHT;
    // The heads stand over the first row that is in view.
    const room = box.clientHeight - ROW_HEIGHT;
    if (top < box.scrollTop) box.scrollTop = top;
    else if (top + ROW_HEIGHT > box.scrollTop + room) box.scrollTop = top + ROW_HEIGHT - room;
  }

  private copyCell(): void {
    const { active } = this;
    const place = active === undefined ? undefined : this.order[active.row];
    if (active === undefined || place === undefined) return;
    const cell = this.rows[place]?.[active.column] ?? null;
    this.copyText(cell === null ? '' : String(cell));
  }
}

function cellId(row: number, column: number): string {
  return `cell-${row}-${column}`;
}

customElements.define('result-grid', ResultGrid);
