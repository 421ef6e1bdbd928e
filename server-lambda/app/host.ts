import { shape, text, type Shape } from './read.ts';

/** What the host of the app has to say (MCP Apps, 2026-01-26). */
export interface HostListener {
  /** The arguments of the call whose result is to be shown. */
  input(input: unknown): void;
  /** The result of that call, an MCP `CallToolResult`. */
  result(result: unknown): void;
  cancelled(): void;
  /** Theme, style variables, locale: all at first, then what has changed. */
  context(context: Shape): void;
  /** The app is about to be taken away. */
  teardown(): void;
}

export interface Host {
  sizeChanged(size: { readonly width: number; readonly height: number }): void;
}

const VERSION = '2026-01-26';
const METHOD_NOT_FOUND = -32_601;

/** Introduces the app to the window that embeds it, and listens only to it. */
export function connectToHost(window: Window, listener: HostListener): Host {
  // The host's origin is not known, and nothing that goes out is a secret.
  const send = (message: object) => window.parent.postMessage({ jsonrpc: '2.0', ...message }, '*');
  const notify = (method: string, params: object) => send({ method, params });

  const onNotification = (method: string, params: Shape) => {
    if (method === 'ui/notifications/tool-input') listener.input(params['arguments']);
    else if (method === 'ui/notifications/tool-result') listener.result(params);
    else if (method === 'ui/notifications/tool-cancelled') listener.cancelled();
    else if (method === 'ui/notifications/host-context-changed') listener.context(params);
  };

  const onRequest = (id: unknown, method: string) => {
    if (method !== 'ping' && method !== 'ui/resource-teardown') {
      send({ id, error: { code: METHOD_NOT_FOUND, message: `There is no method ${method} here.` } });
      return;
    }
    if (method === 'ui/resource-teardown') listener.teardown();
    send({ id, result: {} });
  };

  window.addEventListener('message', ({ source, data }: MessageEvent<unknown>) => {
    const message = source === window.parent ? shape(data) : undefined;
    if (message?.['jsonrpc'] !== '2.0') return;
    const method = text(message['method']);
    if (method !== undefined) {
      if (message['id'] === undefined) onNotification(method, shape(message['params']) ?? {});
      else onRequest(message['id'], method);
      return;
    }
    // The only request of the app's own is the introduction. A host that refuses it may still send results.
    if (message['id'] !== 1) return;
    listener.context(shape(shape(message['result'])?.['hostContext']) ?? {});
    notify('ui/notifications/initialized', {});
  });

  send({
    id: 1,
    method: 'ui/initialize',
    params: {
      protocolVersion: VERSION,
      appInfo: { name: 'case-insights-figures', version: '1.0.0' },
      appCapabilities: { availableDisplayModes: ['inline', 'fullscreen'] },
    },
  });
  return {
    sizeChanged(size) {
      notify('ui/notifications/size-changed', size);
    },
  };
}
