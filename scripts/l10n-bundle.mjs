// Collects the texts of the extension that are translated: the first argument of every `vscode.l10n.t(...)` and `t(...)`
// in the folders below, and texts that are data first. `node scripts/l10n-bundle.mjs` writes them to
// l10n/bundle.l10n.json, as every build does; a translation is a file beside it, such as bundle.l10n.de.json.
import { mkdirSync, readFileSync, readdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import ts from 'typescript';

const root = path.resolve(import.meta.dirname, '..');
const made = path.join(root, 'l10n', 'bundle.l10n.json');

/** Files whose texts are data, passed to `t(...)` later, and the properties that contain them. */
const DATA = [
  ['server-lambda/core/contract/dimensions.ts', ['label', 'plural']],
  ['extension/aws/deploy/state/stack-state.ts', ['headline', 'advice']],
  ['extension/aws/deploy/state/change-summary.ts', ['title']],
  ['extension/aws/preflight/checks.ts', ['title']],
  ['server-lambda/core/contract/dimensions.ts', ['label', 'plural']],
  ['infra/constructs/parameters.ts', ['label', 'description', 'constraintDescription']],
];

const FOLDERS = ['extension/host', 'extension/protocol', 'extension/webviews', 'server-lambda/core/charts'];

/** The functions that mark a text. */
const MARKS = ['vscode.l10n.t', 'l10n.t', 't'];

/** The texts in alphabetical order, and the calls whose text is not a literal, such as `file.ts:12`. */
export function collectTexts() {
  const texts = new Set();
  const unreadable = [];
  for (const folder of FOLDERS) {
    for (const file of readdirSync(path.join(root, folder), { recursive: true, encoding: 'utf8' })) {
      if (file.endsWith('.ts')) collectFrom(path.join(root, folder, file), texts, unreadable);
    }
  }
  for (const [file, properties] of DATA) collectData(path.join(root, file), properties, texts);
  return { texts: [...texts].sort(), unreadable };
}

function collectFrom(file, texts, unreadable) {
  const source = ts.createSourceFile(file, readFileSync(file, 'utf8'), ts.ScriptTarget.Latest, true);
  const visit = (node) => {
    if (ts.isCallExpression(node) && MARKS.includes(node.expression.getText()) && !passesOn(node)) {
      const text = literal(node.arguments[0]);
      const { line } = source.getLineAndCharacterOfPosition(node.getStart());
      if (text === undefined) unreadable.push(`${path.relative(root, file)}:${line + 1}`);
      else texts.add(text);
    }
    ts.forEachChild(node, visit);
  };
  visit(source);
}

function collectData(file, properties, texts) {
  const source = ts.createSourceFile(file, readFileSync(file, 'utf8'), ts.ScriptTarget.Latest, true);
  const visit = (node) => {
    if (ts.isPropertyAssignment(node)) {
      const text = properties.includes(node.name.getText()) ? literal(node.initializer) : undefined;
      if (text !== undefined) texts.add(text);
      // The keys of the parameter groups are their names.
      const isGroup = ts.isCallExpression(node.initializer) && node.initializer.expression.getText() === 'group';
      if (isGroup) texts.add(node.name.text);
    }
    ts.forEachChild(node, visit);
  };
  visit(source);
}

/** The call passes on a text from elsewhere, `t(message, ...values)` or `t(state.headline)`, which is collected there. */
function passesOn({ arguments: [text] }) {
  return text !== undefined && (ts.isIdentifier(text) || ts.isPropertyAccessExpression(text));
}

/** The value of a literal or of literals joined by `+`; undefined for anything else. */
function literal(node) {
  if (node === undefined) return undefined;
  if (ts.isStringLiteralLike(node)) return node.text;
  if (!ts.isBinaryExpression(node) || node.operatorToken.kind !== ts.SyntaxKind.PlusToken) return undefined;
  const [left, right] = [literal(node.left), literal(node.right)];
  return left === undefined || right === undefined ? undefined : left + right;
}

/** What the file should contain. */
export function bundleText() {
  const { texts } = collectTexts();
  return `${JSON.stringify(Object.fromEntries(texts.map((text) => [text, text])), undefined, 2)}\n`;
}

/** Writes the file only if it differs, so that its modification time means a change. */
export function writeBundle() {
  const text = bundleText();
  mkdirSync(path.dirname(made), { recursive: true });
  let before = '';
  try {
    before = readFileSync(made, 'utf8');
  } catch {
    // There is none yet.
  }
  if (text !== before) writeFileSync(made, text);
}

if (process.argv[1] === import.meta.filename) writeBundle();
