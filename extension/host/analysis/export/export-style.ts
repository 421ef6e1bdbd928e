import { PALETTE_CSS } from '#core/charts/palette.ts';

/** The style of an exported page: light or dark as its reader has it, and readable on paper. */
export const EXPORT_STYLE = `:root{color-scheme:light dark;--chart-text:light-dark(#1f1f1f,#e4e4e4);--chart-muted:light-dark(#616161,#a8a8a8);--chart-line:light-dark(#d4d4d4,#444);--chart-grid:var(--chart-line);${PALETTE_CSS}}
body{margin:0;padding:24px;color:var(--chart-text);font:15px/1.5 system-ui,sans-serif;overflow-wrap:anywhere}
main{max-width:760px;margin:0 auto}
h1{font-size:1.5em}h2{font-size:1.15em;margin:1.6em 0 .4em}
dl{display:grid;grid-template-columns:max-content 1fr;gap:2px 16px}dt,.author{color:var(--chart-muted)}dd{margin:0}
table{border-collapse:collapse}th,td{padding:2px 12px 2px 0;border-bottom:1px solid var(--chart-line);text-align:left;vertical-align:top}
svg{display:block;max-width:100%;height:auto;font:12px system-ui,sans-serif}
pre,code{white-space:pre-wrap}
`;
