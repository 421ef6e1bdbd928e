import * as z from 'zod/mini';

/** The messages between a page and its host. Each side parses what it receives by the other's schema. */
export interface ViewContract<ToHost, ToView> {
  readonly toHost: z.ZodMiniType<ToHost>;
  readonly toView: z.ZodMiniType<ToView>;
}

/** A message that failed its schema: its kind, and the path of the first failure. It holds no content. */
export const Unreadable = z.object({
  kind: z.literal('unreadable'),
  message: z.string().check(z.maxLength(60)),
  path: z.string().check(z.maxLength(200)),
});
export type Unreadable = z.output<typeof Unreadable>;

/** Parses a message; calls `onUnreadable` instead of `receive` with one that fails. */
export function readMessage<Message>(
  schema: z.ZodMiniType<Message>,
  data: unknown,
  receive: (message: Message) => void,
  onUnreadable: (failure: Unreadable) => void,
): void {
  const read = schema.safeParse(data);
  if (read.success) {
    receive(read.data);
    return;
  }
  const { data: named } = Named.safeParse(data);
  const path = read.error.issues[0]?.path.map(String).join('.') ?? '';
  onUnreadable({ kind: 'unreadable', message: named?.kind ?? '?', path: path.slice(0, 200) });
}

const Named = z.object({ kind: z.string().check(z.regex(/^[\w-]{1,60}$/)) });
