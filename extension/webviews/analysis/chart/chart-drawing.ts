import type { ChartSpec, Pick } from '#core/charts/chart-spec.ts';
import type { MountedChart } from '../../../../server-lambda/charts/mount.ts';
import { number } from '../words.ts';

/** Webpack gives it to the scripts that it loads, as the page's policy wants. */
declare let __webpack_nonce__: string | undefined;
// eslint-disable-next-line prefer-const -- webpack looks for an assignment
__webpack_nonce__ = document.currentScript?.nonce;

/** `<chart-drawing .spec=${spec} .pick=${pick}>`: a chart, drawn as soon as the library is there, which the first one loads. */
class ChartDrawing extends HTMLElement {
  pick: ((pick: Pick) => void) | undefined;
  #spec: ChartSpec | undefined;
  #mounted: MountedChart | undefined;

  set spec(spec: ChartSpec) {
    this.#spec = spec;
    this.#mounted?.show(spec);
  }

  async connectedCallback(): Promise<void> {
    const { mountChart } = await import(/* webpackChunkName: "charts" */ '../../../../server-lambda/charts/mount.ts');
    if (!this.isConnected || this.#mounted !== undefined) return;
    this.#mounted = mountChart(this, { number, pick: this.pick && ((pick) => this.pick?.(pick)) });
    if (this.#spec !== undefined) this.#mounted.show(this.#spec);
  }

  disconnectedCallback(): void {
    this.#mounted?.dispose();
    this.#mounted = undefined;
  }
}

customElements.define('chart-drawing', ChartDrawing);
