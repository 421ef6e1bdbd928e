import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { StackStatus } from '@aws-sdk/client-cloudformation';
import ts from 'typescript';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { DIMENSIONS } from '#core/contract/dimensions.ts';
import { awsClients } from '../../extension/aws/clients.ts';
import { readStackState } from '../../extension/aws/deploy/state/stack-state.ts';
import { standardChecks } from '../../extension/aws/preflight/standard-checks.ts';
import { readParameterSpecs } from '../../extension/host/deploy/parameter-specs.ts';
import { REPOSITORY } from '../support/case-folder.ts';
import { l10nProgram } from '../support/l10n-texts.ts';
import { pseudo } from '../support/pseudo-locale.ts';

const folder = path.join(REPOSITORY, 'l10n');
const Bundle = z.record(z.string(), z.string());
const read = (file: string) => Bundle.parse(JSON.parse(readFileSync(path.join(folder, file), 'utf8')));

describe('the texts of the extension', () => {
  it('stand in the code as plain text, so that they can be collected', async () => {
    expect((await l10nProgram()).collectTexts().unreadable).toEqual([]);
  });

  it('are all in l10n/bundle.l10n.json, and no others: `node scripts/l10n-bundle.mjs` writes it', async () => {
    expect(readFileSync(path.join(folder, 'bundle.l10n.json'), 'utf8')).toBe((await l10nProgram()).bundleText());
  });

  it('have the same placeholders in every translation, and none is translated that is gone', () => {
    const texts = Object.keys(read('bundle.l10n.json'));
    const places = (text: string) => (text.match(/\{\d+\}/g) ?? []).sort();
    for (const file of readdirSync(folder).filter((name) => name !== 'bundle.l10n.json')) {
      for (const [text, translation] of Object.entries(read(file))) {
        expect(texts).toContain(text);
        expect(places(translation), `${file}: ${text}`).toEqual(places(text));
      }
    }
  });

  it('are those of the states of a stack, of the checks, of the groups of changes and of the parameters too', () => {
    const texts = new Set(Object.keys(read('bundle.l10n.json')));
    const states = Object.values(StackStatus).map((status) => readStackState({ StackStatus: status }));
    const specs = readParameterSpecs(readFileSync(path.join(REPOSITORY, 'dist', 'template.json'), 'utf8'));
    const shown = [
      ...[...states, readStackState(undefined)].flatMap(({ headline, advice = headline }) => [headline, advice]),
      ...checkTitles(),
      ...specs.flatMap(({ label, description, group, constraint = label }) => [label, description, group, constraint]),
      ...['Permissions', 'Function', 'API', 'Logs and alarms', 'Storage', 'Other'],
    ];
    expect(shown.length).toBeGreaterThan(100);
    expect(shown.filter((text) => !texts.has(text))).toEqual([]);
  });

  it('are the labels of the dimensions too', () => {
    const texts = Object.keys(read('bundle.l10n.json'));
    expect(texts).toEqual(expect.arrayContaining(DIMENSIONS.flatMap(({ label, plural }) => [label, plural])));
  });

  it('can be told from their translation, placeholders and icons apart', () => {
    expect(pseudo('$(copy) Copy {0} now')).toBe('[$(copy) Çöþý {0} ñöŵ]');
  });
});

describe('the templates of the pages', () => {
  it.each(templates())('%s have no words of their own: all of them go through t()', (_, words) => {
    expect(words).toEqual([]);
  });
});

function checkTitles(): readonly string[] {
  const clients = awsClients({ region: 'eu-central-1', credentials: () => Promise.reject(new Error('nobody asks')) });
  const planned = {
    region: 'eu-central-1',
    stackName: 'mcp-case-insights',
    identifier: 'acme',
    caseInsightsStack: 'aws-case-insights',
    modelId: 'model',
    assetBucket: undefined,
    setsLoggingRole: false,
  };
  return standardChecks(clients, planned, Date.now).map(({ title }) => title);
}

/** Each file with templates, and the words in them that no expression gave. */
function templates(): readonly (readonly [file: string, words: readonly string[]])[] {
  const views = path.join(REPOSITORY, 'extension', 'webviews');
  return readdirSync(views, { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.ts'))
    .map((file) => [file, wordsIn(path.join(views, file))] as const);
}

const ATTRIBUTES = /\b(?:aria-label|aria-description|alt|label|placeholder|title)="([^"]*)"/g;

function wordsIn(file: string): readonly string[] {
  const found: string[] = [];
  const visit = (node: ts.Node) => {
    if (ts.isTaggedTemplateExpression(node) && node.tag.getText() === 'html') {
      const { template } = node;
      const parts = ts.isTemplateExpression(template)
        ? [template.head.text, ...template.templateSpans.map(({ literal }) => literal.text)]
        : [template.text];
      // Expressions become a sign that is neither a word nor markup.
      const text = parts.join('\u2022');
      const seen = [
        text.replaceAll(/<[^>]*>/g, ' '),
        ...[...text.matchAll(ATTRIBUTES)].map(([, value]) => value ?? ''),
      ];
      found.push(...seen.flatMap((each) => each.match(/\p{L}{2,}/gu) ?? []));
    }
    ts.forEachChild(node, visit);
  };
  visit(ts.createSourceFile(file, readFileSync(file, 'utf8'), ts.ScriptTarget.Latest, true));
  return found;
}
