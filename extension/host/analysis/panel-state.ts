import type { AnalysisToView } from '../../protocol/analysis.ts';

export type Post = (message: AnalysisToView) => void;
type Lasting = Exclude<AnalysisToView['kind'], 'sqlRows' | 'notice' | 'show'>;
type StateMessage = Extract<AnalysisToView, { kind: Lasting }>;

/** The state that all open pages show, part by part; pages that open later get it too. */
export interface PanelState {
  /** Replaces one part, and posts it to all pages. */
  set(message: StateMessage): void;
  /** Posts a message that is not kept, such as a notice. */
  post: Post;
  /** Adds a page, which gets every later message; `replay` posts the current state to it. */
  attach(post: Post): { readonly replay: () => void; readonly detach: () => void };
}

export function createPanelState(): PanelState {
  const latest = new Map<Lasting, StateMessage>();
  const pages = new Set<Post>();
  const post: Post = (message) => {
    for (const postTo of pages) postTo(message);
  };
  return {
    set(message) {
      latest.set(message.kind, message);
      post(message);
    },
    post,
    attach(postTo) {
      pages.add(postTo);
      return {
        replay: () => {
          for (const message of latest.values()) postTo(message);
        },
        detach: () => {
          pages.delete(postTo);
        },
      };
    },
  };
}
