/** The module that the page replaces. */
export const PAGE_MODULE: RegExp;
/** The JavaScript that replaces it. */
export function figuresModule(): string;
