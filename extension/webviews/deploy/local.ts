import { z } from 'zod';
import { typedAgain, TypedValues } from './typed-values.ts';

/** What the page itself knows: what is unfolded, filtered, typed, marked. */
const Local = z.object({
  folds: z.record(z.string(), z.boolean()).catch({}),
  filters: z.record(z.string(), z.string()).catch({}),
  typed: TypedValues.catch({ form: '', values: {} }),
  /** Logical ids of stuck resources. */
  marked: z.array(z.string()).catch([]),
  /** The output that was copied last. */
  copied: z.string().catch(''),
});
export type Local = z.output<typeof Local>;

/** What an earlier load of the page kept; whatever cannot be read of it starts anew. */
export function readKept(kept: unknown): Local {
  const local = Local.parse(typeof kept === 'object' && kept !== null ? kept : {});
  return { ...local, copied: '', typed: typedAgain(local.typed) };
}
