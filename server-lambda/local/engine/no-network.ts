/**
 * Imported before the engine's bundle, for its effect. DuckDB loads a missing extension (json, icu, parquet) over
 * XMLHttpRequest, and without a network it waits forever (duckdb-wasm issue 2252). Here every request is answered at
 * once with 404, so a statement that wants an extension fails with a sentence instead.
 */
class NothingThere {
  readonly status = 404;
  readonly statusText = 'Not Found';
  readonly readyState = 4;
  readonly response = new ArrayBuffer(0);
  readonly responseText = '';
  responseType = '';
  open(): void {
    // Nothing is ever asked.
  }
  send(): void {
    // Nothing is ever sent.
  }
  setRequestHeader(): void {
    // Nothing is ever sent.
  }
  overrideMimeType(): void {
    // Nothing ever comes back.
  }
  getResponseHeader(): null {
    return null;
  }
}

Object.defineProperty(globalThis, 'XMLHttpRequest', { value: NothingThere, writable: true, configurable: true });
