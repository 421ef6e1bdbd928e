/** The answers of this version's server as JSON; the build puts them here (scripts/shipped-answers.mjs). */
export const SHIPPED_ANSWERS: string | undefined = undefined;
