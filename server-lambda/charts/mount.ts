import type { ChartSpec, Pick } from '#core/charts/chart-spec.ts';
import { drawingOf, type Drawing, type Look } from './drawing.ts';
import { init } from './echarts.ts';

export interface MountedChart {
  /** Draws the chart; one that shows the same already is left as it is. */
  show(spec: ChartSpec): void;
  dispose(): void;
}

export interface MountOptions extends globalThis.Pick<Look, 'number'> {
  /** Absent where nothing can be chosen. */
  readonly pick?: ((pick: Pick) => void) | undefined;
}

/**
 * Draws charts into an element, at its width. With `pick`, a button with the mark's name lies over each mark, for
 * pointer and keyboard. Without it, there is only a tooltip.
 */
export function mountChart(element: HTMLElement, { number, pick }: MountOptions): MountedChart {
  const picture = document.createElement('div');
  picture.setAttribute('aria-hidden', 'true');
  element.replaceChildren(picture);
  const chart = init(picture, null, { renderer: 'svg', width: 1, height: 1 });
  let spec: ChartSpec | undefined;
  let shown = '';

  const draw = () => {
    const width = Math.floor(element.clientWidth);
    if (spec === undefined || width === 0) return;
    const font = getComputedStyle(element).fontFamily;
    // Everything that is drawn or read aloud; not the table, which may be long.
    const { kind, series, marks } = spec;
    const next = JSON.stringify([kind, series, marks, width, font]);
    if (next === shown) return;
    shown = next;
    const drawing = drawingOf(spec, { width, font, number });
    element.style.height = `${drawing.height}px`;
    chart.resize({ width, height: drawing.height });
    chart.setOption({ ...drawing.option, tooltip: tooltipOf(spec) }, { notMerge: true });
    if (pick !== undefined) placeButtons(drawing, spec, width);
  };

  const placeButtons = (drawing: Drawing, { marks }: ChartSpec, width: number) => {
    const buttons = [...element.querySelectorAll('button')];
    for (const extra of buttons.splice(marks.length)) extra.remove();
    const boxes = boxesOf(drawing, marks.length, width, (index) => chart.convertToPixel({ xAxisIndex: 0 }, index));
    for (const [index, { name }] of marks.entries()) {
      const button = buttons[index] ?? element.appendChild(newButton(index));
      button.setAttribute('aria-label', name);
      Object.assign(button.style, boxes[index]);
    }
  };

  const newButton = (index: number) => {
    const button = document.createElement('button');
    button.type = 'button';
    button.tabIndex = index === 0 ? 0 : -1;
    const showTip = () => chart.dispatchAction({ type: 'showTip', seriesIndex: 0, dataIndex: index });
    const hideTip = () => chart.dispatchAction({ type: 'hideTip' });
    button.addEventListener('mouseenter', showTip);
    button.addEventListener('focus', showTip);
    button.addEventListener('mouseleave', hideTip);
    button.addEventListener('blur', hideTip);
    button.addEventListener('click', () => {
      const mark = spec?.marks[index];
      if (mark !== undefined) pick?.(mark.pick);
    });
    return button;
  };

  const resized = new ResizeObserver(draw);
  resized.observe(element);
  return {
    show(next) {
      spec = next;
      draw();
    },
    dispose() {
      resized.disconnect();
      chart.dispose();
      element.replaceChildren();
    },
  };
}

interface Box {
  readonly left: string;
  readonly top: string;
  readonly width: string;
  readonly height: string;
}

function boxesOf(
  { rows, height, right }: Drawing,
  count: number,
  width: number,
  middleOf: (index: number) => number,
): readonly Box[] {
  const px = (left: number, top: number, wide: number, high: number): Box => ({
    left: `${left}px`,
    top: `${top}px`,
    width: `${wide}px`,
    height: `${high}px`,
  });
  const indices = Array.from({ length: count }, (_none, index) => index);
  if (rows !== undefined) return indices.map((index) => px(0, rows.top + index * rows.height, width, rows.height));
  const step = count > 1 ? middleOf(1) - middleOf(0) : 2 * (width - right - middleOf(0));
  return indices.map((index) => px(middleOf(index) - step / 2, 0, step, height));
}

/** The content is an element with plain text, because the library would treat a string as HTML. */
function tooltipOf({ marks }: ChartSpec): object {
  return {
    trigger: 'axis',
    axisPointer: { type: 'shadow', shadowStyle: { color: 'var(--chart-hover)' } },
    transitionDuration: 0,
    padding: [4, 8],
    backgroundColor: 'var(--chart-tooltip)',
    borderColor: 'var(--chart-line)',
    textStyle: { color: 'var(--chart-text)', fontSize: 12 },
    extraCssText: 'max-width: 280px; white-space: normal; overflow-wrap: anywhere; box-shadow: none;',
    formatter: ([first]: readonly { readonly dataIndex: number }[]) => {
      const text = document.createElement('span');
      text.textContent = marks[first?.dataIndex ?? -1]?.name ?? '';
      return text;
    },
    // Below the pointer, and within the width of the chart.
    position: (
      [x, y]: readonly [number, number],
      _params: object,
      _element: object,
      _box: object,
      sizes: Readonly<Record<'contentSize' | 'viewSize', readonly [width: number, height: number]>>,
    ) => [Math.max(0, Math.min(x, sizes.viewSize[0] - sizes.contentSize[0])), y + 18],
  };
}
