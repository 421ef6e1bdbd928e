import type { z } from 'zod';

/** What a view and its host may say to one another. Each side parses what it hears by the other's schema. */
export interface ViewContract<ToHost, ToView> {
  readonly toHost: z.ZodType<ToHost>;
  readonly toView: z.ZodType<ToView>;
}
