/** The style of an exported page: light or dark as its reader has it, and readable on paper. */
export const EXPORT_STYLE = `:root{color-scheme:light dark;--ink:#1f1f1f;--muted:#616161;--line:#d4d4d4;--plain:#1f6fb2;--before:#9a9a9a;--none:#8a8a8a;--critical:#a1260d;--urgent:#c4540a;--high:#b58900;--normal:#1f6fb2;--low:#4c8b57}
@media(prefers-color-scheme:dark){:root{--ink:#e4e4e4;--muted:#a8a8a8;--line:#444;--plain:#4fa3e3;--before:#8a8a8a;--none:#8a8a8a;--critical:#f2705b;--urgent:#ef9456;--high:#e0c04c;--normal:#4fa3e3;--low:#7cc08a}}
body{margin:0;padding:24px;color:var(--ink);font:15px/1.5 system-ui,sans-serif;overflow-wrap:anywhere}
main{max-width:760px;margin:0 auto}
h1{font-size:1.5em}h2{font-size:1.15em;margin:1.6em 0 .4em}
dl{display:grid;grid-template-columns:max-content 1fr;gap:2px 16px}dt,.author{color:var(--muted)}dd{margin:0}
table{border-collapse:collapse}th,td{padding:2px 12px 2px 0;border-bottom:1px solid var(--line);text-align:left;vertical-align:top}
svg{display:block;max-width:100%;height:auto;font:12px system-ui,sans-serif}
text{fill:var(--ink)}text.axis{fill:var(--muted)}line{stroke:var(--line)}
.tone-plain{fill:var(--plain)}.tone-before{fill:var(--before)}.tone-none{fill:var(--none)}.tone-critical{fill:var(--critical)}.tone-urgent{fill:var(--urgent)}.tone-high{fill:var(--high)}.tone-normal{fill:var(--normal)}.tone-low{fill:var(--low)}
pre,code{white-space:pre-wrap}
`;
