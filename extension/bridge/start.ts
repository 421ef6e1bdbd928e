import module from 'node:module';
import { setFlagsFromString } from 'node:v8';
import { cacheFolder } from './cache-folder.ts';

/** What the oldest Node that is supported does not have yet. */
type Newer = typeof module & { enableCompileCache?: (folder: string) => unknown; flushCompileCache?: () => void };

// Node 22 and newer keep the compiled program, which halves what a start takes. In the user's own folder: whoever can
// write there can run code as this user anyway, which is not true of the shared temporary folder that Node would take.
(module as Newer).enableCompileCache?.(cacheFolder());

void import(/* webpackMode: "lazy", webpackChunkName: "program" */ './main.ts');

// A bridge waits most of the time, and an editor may run several: small memory counts more than peak speed. Calls are
// as fast without Maglev, the middle one of the compilers, whose working memory Node never releases. Compiled code is
// only valid for the flags it was compiled with, so it is stored before they change.
setTimeout(() => {
  (module as Newer).flushCompileCache?.();
  setFlagsFromString('--optimize-for-size');
  setFlagsFromString('--no-maglev');
}, 1_000).unref();
