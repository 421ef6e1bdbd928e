import module from 'node:module';
import { cacheFolder } from './cache-folder.ts';

/** What the oldest Node that is supported does not have yet. */
type Newer = typeof module & { enableCompileCache?: (folder: string) => unknown };

// Node 22 and newer keep the compiled program, which halves what a start takes. In the user's own folder: whoever can
// write there can run code as this user anyway, which is not true of the shared temporary folder that Node would take.
(module as Newer).enableCompileCache?.(cacheFolder());

void import(/* webpackMode: "lazy", webpackChunkName: "program" */ './main.ts');
