import { z } from 'zod';

const Author = z.discriminatedUnion('kind', [
  z
    .object({ kind: z.literal('server-model'), model: z.string() })
    .transform(({ model }) => ({ kind: 'model', id: model, host: 'server' })),
  z
    .object({ kind: z.literal('editor-model'), model: z.string() })
    .transform(({ model }) => ({ kind: 'model', id: model, host: 'editor' })),
  z.object({ kind: z.literal('statistical') }).transform(() => ({ kind: 'digest', id: 'statistical', host: 'server' })),
]);

/** A file of the history as extensions up to 0.1.0 wrote it, in the shape of version 2. What it does not name stays. */
export const Version1 = z.looseObject({
  version: z.literal(1).transform(() => 2),
  record: z.looseObject({
    run: z.looseObject({ state: z.looseObject({ author: Author.optional(), steps: z.array(z.never()).default([]) }) }),
    result: z.looseObject({ author: Author }).nullable(),
  }),
});
