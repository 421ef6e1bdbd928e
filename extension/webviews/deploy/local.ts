import * as z from 'zod/mini';
import { typedAgain, TypedValues } from './typed-values.ts';

/** The page's own state: what is expanded, filtered, typed, selected. */
const Local = z.object({
  folds: z.catch(z.record(z.string(), z.boolean()), {}),
  filters: z.catch(z.record(z.string(), z.string()), {}),
  typed: z.catch(TypedValues, { form: '', values: {} }),
  /** Logical ids of stuck resources. */
  marked: z.catch(z.array(z.string()), []),
  /** The output that was copied last. */
  copied: z.catch(z.string(), ''),
});
export type Local = z.output<typeof Local>;

/** The state that an earlier load of the page kept; parts that cannot be read get their defaults. */
export function readKept(kept: unknown): Local {
  const local = Local.parse(typeof kept === 'object' && kept !== null ? kept : {});
  return { ...local, copied: '', typed: typedAgain(local.typed) };
}
