import { randomBytes } from 'node:crypto';

/** The folders of extension/webviews/, each a page with a script and a style of its name in dist/webviews/. */
export type ViewName = 'analysis' | 'connection' | 'credentials' | 'deploy';

export interface PageParts {
  readonly view: ViewName;
  /** Plain text. */
  readonly title: string;
  /** A BCP 47 tag. */
  readonly language: string;
  /** Where the page may load scripts, styles and fonts from, as a source of a content security policy. */
  readonly source: string;
  /** The address of a file in dist/webviews/. */
  readonly file: (name: string) => string;
  /** English text to text in the editor's language. */
  readonly words: Readonly<Record<string, string>>;
}

/**
 * The HTML of a view. Its policy allows nothing but our own files: no inline script or style, no connection, no frame.
 * Nothing that comes from outside is ever part of it; that goes by messages.
 */
export function pageOf({ view, title, language, source, file, words }: PageParts): string {
  const nonce = randomBytes(16).toString('base64');
  const policy = [
    "default-src 'none'",
    `script-src 'nonce-${nonce}'`,
    `style-src ${source}`,
    `font-src ${source}`,
    `img-src ${source}`,
  ].join('; ');
  return `<!doctype html>
<html lang="${escapeHtml(language)}">
  <head>
    <meta charset="utf-8">
    <meta http-equiv="Content-Security-Policy" content="${escapeHtml(policy)}">
    <meta name="viewport" content="width=device-width, initial-scale=1">
    <link rel="stylesheet" id="vscode-codicon-stylesheet" href="${escapeHtml(file('codicon.css'))}">
    <link rel="stylesheet" href="${escapeHtml(file(`${view}.css`))}">
    <title>${escapeHtml(title)}</title>
  </head>
  <body>
    <main></main>
    <script id="words" type="application/json">${JSON.stringify(words).replaceAll('<', '\\u003c')}</script>
    <script nonce="${nonce}" src="${escapeHtml(file(`${view}.js`))}"></script>
  </body>
</html>
`;
}

function escapeHtml(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');
}
