import * as z from 'zod/mini';

/** Who wrote an analysis: a language model, by its id, or the digest, which counts and quotes without one. */
export const Author = z.object({ kind: z.enum(['model', 'digest']), id: z.string() });
export type Author = Readonly<z.output<typeof Author>>;

export const DIGEST: Author = { kind: 'digest', id: 'statistical' };

const NO_MODEL = 'none (statistical digest)';
/** What servers up to 0.1.0 wrote. */
const NO_MODEL_EARLIER = 'none (statistical extract)';

/** The author as text, for `model_used` and `model_id`. */
export function modelUsed({ kind, id }: Author): string {
  return kind === 'model' ? id : NO_MODEL;
}

/** The author of an answer from a server up to 0.1.0, which has `model_used` alone. */
export function authorOfModelUsed(text: string): Author {
  return text === NO_MODEL || text === NO_MODEL_EARLIER ? DIGEST : { kind: 'model', id: text };
}
