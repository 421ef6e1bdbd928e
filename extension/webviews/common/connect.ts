import type { ViewContract } from '../../protocol/contract.ts';

export interface Connection<ToHost> {
  readonly post: (message: ToHost) => void;
  /** What `keep` kept before the page was last loaded; undefined if nothing was. */
  readonly kept: unknown;
  /** Keeps a small state for the next time the page is loaded: what was typed, what was unfolded. */
  readonly keep: (state: unknown) => void;
}

/** Joins the page to its host. What the host says is parsed once, here; what cannot be read is not shown. */
export function connect<ToHost, ToView>(
  { toView }: ViewContract<ToHost, ToView>,
  receive: (message: ToView) => void,
): Connection<ToHost> {
  const host = acquireVsCodeApi();
  window.addEventListener('message', ({ data }: MessageEvent<unknown>) => {
    const message = toView.safeParse(data);
    if (message.success) receive(message.data);
  });
  return {
    post: (message) => {
      host.postMessage(message);
    },
    kept: host.getState(),
    keep: (state) => {
      host.setState(state);
    },
  };
}
