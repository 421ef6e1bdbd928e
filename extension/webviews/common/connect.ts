import { readMessage, type ViewContract } from '../../protocol/contract.ts';

export interface Connection<ToHost> {
  readonly post: (message: ToHost) => void;
  /** What `keep` kept before the page was last loaded; undefined if nothing was. */
  readonly kept: unknown;
  /** Keeps a small state for the next time the page is loaded: what was typed, what was unfolded. */
  readonly keep: (state: unknown) => void;
}

/**
 * Connects the page to its host. Messages from the host are parsed once, here. The page reports each kind of failure
 * to the host once.
 */
export function connect<ToHost, ToView>(
  { toView }: ViewContract<ToHost, ToView>,
  receive: (message: ToView) => void,
): Connection<ToHost> {
  const host = acquireVsCodeApi();
  const reported = new Set<string>();
  window.addEventListener('message', ({ data }: MessageEvent<unknown>) => {
    readMessage(toView, data, receive, (failure) => {
      const { size } = reported;
      if (reported.add(`${failure.message} ${failure.path}`).size > size) host.postMessage(failure);
    });
  });
  return {
    post: (message) => host.postMessage(message),
    kept: host.getState(),
    keep: (state) => {
      host.setState(state);
    },
  };
}
