/** The module that the page is put in place of. */
export const PAGE_MODULE: RegExp;
/** What is put there, as JavaScript. */
export function figuresModule(): string;
