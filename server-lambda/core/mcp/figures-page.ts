/** The page that draws figures, without any outside part; the build puts it here (scripts/figures-page.mjs). */
export const FIGURES_PAGE: string | undefined = undefined;
