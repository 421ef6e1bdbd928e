import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import path from 'node:path';
import ts from 'typescript';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import type { ErrorCode } from '#core/errors.ts';
import { CATALOGUE } from '#core/tools/catalogue.ts';
import { PROMPTS } from '#core/mcp/prompts.ts';
import type { ReasonKind } from '../../extension/aws/deploy/state/reason-rules.ts';
import type { GatewayRefusal } from '../../extension/bridge/gateway-refusal.ts';
import { REPOSITORY } from '../support/case-folder.ts';
import type { Template } from '../support/deploy-template.ts';
import { GUIDE, readGuide, readPage } from '../support/guide.ts';

const pages = readGuide();
const anchorsOf = (name: string) => pages.find((page) => page.name === name)?.anchors ?? [];

const CODES = {
  INVALID_INPUT: true,
  UNKNOWN_TOOL: true,
  QUERY_REFUSED: true,
  TABLE_NOT_ALLOWED: true,
  QUERY_FAILED: true,
  QUERY_TIMED_OUT: true,
  NO_CREDENTIALS: true,
  CREDENTIALS_EXPIRED: true,
  NOT_AUTHORIZED: true,
  MODEL_UNAVAILABLE: true,
  MODEL_FAILED: true,
  THROTTLED: true,
  CANCELLED: true,
  UNREACHABLE: true,
  INTERNAL: true,
} satisfies Record<ErrorCode, true>;

const REFUSALS = {
  'no-such-path': true,
  'token-expired': true,
  'key-unknown': true,
  'signature-outdated': true,
  'wrong-scope': true,
  'signature-mismatch': true,
  'not-authorized': true,
  forbidden: true,
} satisfies Record<GatewayRefusal, true>;

const REASONS = {
  'explicit-deny': true,
  'not-authorized': true,
  'already-exists': true,
  'logging-role': true,
  'integration-timeout': true,
  'code-missing': true,
  'code-elsewhere': true,
  'code-denied': true,
  capabilities: true,
  'must-be-deleted': true,
  busy: true,
  'no-stack': true,
  parameters: true,
  'no-export': true,
  'export-in-use': true,
  'credentials-expired': true,
  'credentials-invalid': true,
  clock: true,
  'region-disabled': true,
  hook: true,
  'early-validation': true,
  throttled: true,
  quota: true,
  'role-not-ready': true,
  runtime: true,
  'termination-protection': true,
  'bucket-not-empty': true,
  'in-use': true,
  'encryption-key': true,
  'not-found': true,
  'not-stabilized': true,
  template: true,
  'invalid-property': true,
  'resource-changed': true,
  'service-failure': true,
  unknown: true,
} satisfies Record<ReasonKind, true>;

describe('the guide', () => {
  it.each(pages)('has no link in $name that leads nowhere', ({ file, links }) => {
    for (const link of links.filter((target) => !/^https?:/.test(target))) {
      const [target = '', anchor] = link.split('#');
      const leadsTo = target === '' ? file : path.resolve(path.dirname(file), target);
      expect(existsSync(leadsTo), link).toBe(true);
      if (anchor !== undefined) expect(readPage(leadsTo).anchors, link).toContain(anchor);
    }
  });

  it('lists every page in its index', () => {
    const [index] = pages;
    for (const { name } of pages.slice(1)) expect(index?.links).toContain(name);
  });

  it('has a section for every error code', () => {
    const anchors = anchorsOf('troubleshooting.md');
    expect(Object.keys(CODES).filter((code) => !anchors.includes(code.toLowerCase()))).toEqual([]);
  });

  it('has a section for everything that API Gateway refuses', () => {
    const anchors = anchorsOf('connection-problems.md');
    expect(Object.keys(REFUSALS).filter((refusal) => !anchors.includes(refusal))).toEqual([]);
  });

  it('has a section for every reason for which a deployment fails', () => {
    const anchors = anchorsOf('deployment-problems.md');
    expect(Object.keys(REASONS).filter((kind) => !anchors.includes(kind))).toEqual([]);
  });

  it('has a section for every tool, and names every prompt', () => {
    const anchors = anchorsOf('tools.md');
    expect(CATALOGUE.map(({ name }) => name).filter((name) => !anchors.includes(name))).toEqual([]);
    const text = readFileSync(path.join(GUIDE, 'tools.md'), 'utf8');
    expect(PROMPTS.map(({ name }) => name).filter((name) => !text.includes(`\`${name}\``))).toEqual([]);
  });

  describe('on failures in words', () => {
    const extension = path.join(REPOSITORY, 'extension');
    const quotes = pages.flatMap((page) => page.quotes);
    const saidIn = (...places: readonly string[]) =>
      places
        .flatMap((place) => filesIn(path.join(extension, place)))
        .flatMap((file) => sentencesIn(readFileSync(file, 'utf8')));
    const matches = (quote: string, sentence: string) =>
      fragmentsOf(quote).every((fragment) => sentence.includes(fragment));

    it('quotes only what the product says', () => {
      const said = saidIn('bridge', 'aws', path.join('host', 'credentials'));
      expect(quotes.length).toBeGreaterThan(50);
      expect(quotes.filter((quote) => !said.some((sentence) => matches(quote, sentence)))).toEqual([]);
    });

    it('explains everything that the bridge says, and everything about credentials', () => {
      const said = saidIn('bridge', path.join('aws', 'explain-credentials.ts'), path.join('aws', 'sso'));
      expect(said.length).toBeGreaterThan(50);
      const unexplained = said.filter((sentence) => !quotes.some((quote) => matches(quote, sentence)));
      // What the doctor begins with is replaced before anything is shown.
      expect(unexplained).toEqual(['Nothing was sent.']);
    });
  });

  it('names no parameter of the stack that there is not', () => {
    const template = JSON.parse(readFileSync(path.join(REPOSITORY, 'dist', 'template.json'), 'utf8')) as Template;
    const parameters = Object.keys(template.Parameters);
    const known = (name: string) => parameters.includes(name) || OTHERS.has(name);
    const named = pages.flatMap(({ file, name: page }) =>
      [...readFileSync(file, 'utf8').matchAll(/`([A-Z][a-z]+(?:[A-Z]\w*)+)(?:=[^`]*)?`/g)].map(([, name = '']) => ({
        page,
        name,
      })),
    );
    expect(named.length).toBeGreaterThan(40);
    expect(named.filter(({ name }) => !known(name))).toEqual([]);
  });

  it('names commands and settings by their names', () => {
    const read = (name: string): unknown => JSON.parse(readFileSync(path.join(REPOSITORY, name), 'utf8'));
    const titles = Object.entries(words.parse(read('package.nls.json')))
      .filter(([key]) => /^command\..*\.title$/.test(key))
      .map(([, title]) => title);
    const text = pages.map(({ file }) => readFileSync(file, 'utf8')).join('\n');
    const named = [...text.matchAll(/\*\*(?:Case Insights: ([^*]+)|(Deploy Case Insights MCP))\*\*/g)];
    expect(named.length).toBeGreaterThan(20);
    const unknown = named.map(([, title, deploy]) => title ?? deploy).filter((title = '') => !titles.includes(title));
    expect(unknown).toEqual([]);
    const settings = [...text.matchAll(/`(caseInsights\.\w+)/g)].map(([, name = '']) => name);
    const manifest = readFileSync(path.join(REPOSITORY, 'package.json'), 'utf8');
    expect(settings.filter((name) => !manifest.includes(`"${name}`))).toEqual([]);
  });

  it('says of every command in the palette what it does, once', () => {
    const { contributes } = manifest.parse(JSON.parse(readFileSync(path.join(REPOSITORY, 'package.json'), 'utf8')));
    const titles = words.parse(JSON.parse(readFileSync(path.join(REPOSITORY, 'package.nls.json'), 'utf8')));
    const hidden = contributes.menus.commandPalette.flatMap(({ command, when }) => (when === 'false' ? [command] : []));
    const shown = contributes.commands
      .filter(({ command }) => !hidden.includes(command))
      .map(({ title }) => titles[title.replaceAll('%', '')]);
    const rows = [
      ...readFileSync(path.join(GUIDE, 'editor.md'), 'utf8').matchAll(/^\| \*\*(?:Case Insights: )?([^*]+)\*\*/gm),
    ].map(([, title]) => title);
    expect(rows.toSorted()).toEqual(shown.toSorted());
  });

  it('has blocks of known kinds only', () => {
    const kinds = ['sh', 'json', 'sql', 'logs', 'ini', 'ts', 'python', 'text'];
    const others = pages.flatMap(({ blocks }) => blocks).filter(({ language }) => !kinds.includes(language));
    expect(others.map(({ at }) => at)).toEqual([]);
  });

  it('leaves out of the tests the few commands that cannot be run here, each with its reason', () => {
    const left = pages.flatMap(({ blocks }) => blocks).filter(({ notRun }) => notRun !== undefined);
    expect(left.map(({ at, notRun }) => `${at.split(':')[0] ?? ''}: ${notRun ?? ''}`)).toEqual([
      "deploying.md: test/infra/command-lines.test.ts has the CDK's CLI deploy the same app",
      'deploying.md: needs a stack of the older sample; test/infra/upgrade.test.ts compares the two templates',
      'network.md: needs a VPC',
      'calling.md: needs AWS CLI 2 and a profile; the test sets the same variables',
      'calling.md: serves until it is stopped; the test runs the same program for all other commands',
    ]);
  });
});

describe('the product', () => {
  it('points at pages and sections of the guide that exist', () => {
    const files = [
      ...['extension', 'server-lambda', 'infra', 'media'].flatMap((folder) => filesIn(path.join(REPOSITORY, folder))),
      ...['package.json', 'package.nls.json', 'README.md', 'ARCHITECTURE.md', 'CONTRIBUTING.md'].map((name) =>
        path.join(REPOSITORY, name),
      ),
    ].filter((file) => /\.(ts|json|md|mjs)$/.test(file));
    const wrong = files.flatMap((file) =>
      [...readFileSync(file, 'utf8').matchAll(/docs\/guide\/([\w-]+\.md)(?:#([\w-]+))?/g)]
        .filter(([, page = '', anchor]) => {
          const anchors = pages.find(({ name }) => name === page)?.anchors;
          return anchors === undefined || (anchor !== undefined && !anchors.includes(anchor));
        })
        .map(([link]) => `${path.relative(REPOSITORY, file)}: ${link}`),
    );
    expect(wrong).toEqual([]);
  });
});

const words = z.record(z.string(), z.string());

const manifest = z.object({
  contributes: z.object({
    commands: z.array(z.object({ command: z.string(), title: z.string() })),
    menus: z.object({ commandPalette: z.array(z.object({ command: z.string(), when: z.string() })) }),
  }),
});

/** Words of that shape which are no parameters: outputs, other programs' settings, exports of Case Insights. */
const OTHERS = new Set([
  ...['MCPServerEndpoint', 'MCPUserPolicyArn', 'EnableAnalytics', 'BytesScannedCutoffPerQuery'],
  ...['BytesScanned', 'InputTokens', 'OutputTokens', 'EstimatedCost', 'CaseInsights'],
  'SecurityPolicy_TLS13_1_3_2025_09',
]);

/** Which argument is the sentence, in calls that make failures. */
const SENTENCE: Readonly<Record<string, number>> = { CaseInsightsError: 1, failure: 1, refusal: 1, unreachable: 0 };

/** The sentences of failures in a source file, with … for what is filled in. */
function sentencesIn(source: string): readonly string[] {
  const sentences: string[] = [];
  const visit = (node: ts.Node): void => {
    if (ts.isCallExpression(node) || ts.isNewExpression(node)) {
      const place = ts.isIdentifier(node.expression) ? SENTENCE[node.expression.text] : undefined;
      const sentence = place === undefined ? undefined : node.arguments?.[place];
      if (sentence !== undefined) sentences.push(...textsOf(sentence));
    }
    // A table of failures has them as code, sentence and remedy.
    if (ts.isArrayLiteralExpression(node)) {
      const [code, sentence] = node.elements;
      if (code !== undefined && ts.isStringLiteral(code) && code.text in CODES && sentence !== undefined) {
        sentences.push(...textsOf(sentence));
      }
    }
    ts.forEachChild(node, visit);
  };
  visit(ts.createSourceFile('source.ts', source, ts.ScriptTarget.Latest, true));
  return sentences;
}

/** The texts that an expression may be; none where it is handed on. */
function textsOf(node: ts.Expression): readonly string[] {
  if (ts.isStringLiteralLike(node)) return [node.text];
  // The editor's own words come translated: l10n.t('... {0} ...', value).
  if (ts.isCallExpression(node) && node.expression.getText().endsWith('l10n.t')) {
    return node.arguments
      .slice(0, 1)
      .flatMap(textsOf)
      .map((text) => text.replaceAll(/\{\d+\}/g, '…'));
  }
  if (ts.isConditionalExpression(node)) return [...textsOf(node.whenTrue), ...textsOf(node.whenFalse)];
  if (!ts.isTemplateExpression(node)) return [];
  return [node.templateSpans.reduce((text, { literal }) => `${text}…${literal.text}`, node.head.text)];
}

function fragmentsOf(text: string): readonly string[] {
  return text.split('…').filter((fragment) => fragment.trim() !== '');
}

/** The files under a folder, or the file itself. */
function filesIn(folder: string): readonly string[] {
  if (!existsSync(folder)) return [];
  if (statSync(folder).isFile()) return [folder];
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .map((name) => path.join(folder, name))
    .filter((file) => statSync(file).isFile());
}
