import type * as z from 'zod/mini';

/** What a view and its host may say to one another. Each side parses what it receives by the other's schema. */
export interface ViewContract<ToHost, ToView> {
  readonly toHost: z.ZodMiniType<ToHost>;
  readonly toView: z.ZodMiniType<ToView>;
}
