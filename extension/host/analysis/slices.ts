import type { AnalysisToView } from '../../protocol/analysis.ts';

export type Post = (message: AnalysisToView) => void;
type Lasting = Exclude<AnalysisToView['kind'], 'sqlRows' | 'notice' | 'show'>;
type LastingMessage = Extract<AnalysisToView, { kind: Lasting }>;

/** What all open pages show: the latest of each slice, for the pages that are there and those that come. */
export interface Slices {
  /** Replaces the slice, and tells all pages. */
  set(message: LastingMessage): void;
  /** Says something that is no state. */
  say: Post;
  /** A page that gets everything from now on; `replay` gives it what there is. */
  attach(post: Post): { readonly replay: () => void; readonly detach: () => void };
}

export function createSlices(): Slices {
  const latest = new Map<AnalysisToView['kind'], LastingMessage>();
  const pages = new Set<Post>();
  const say: Post = (message) => {
    for (const post of pages) post(message);
  };
  return {
    set(message) {
      latest.set(message.kind, message);
      say(message);
    },
    say,
    attach(post) {
      pages.add(post);
      return {
        replay: () => {
          for (const message of latest.values()) post(message);
        },
        detach: () => {
          pages.delete(post);
        },
      };
    },
  };
}
