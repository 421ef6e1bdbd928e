import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';

const root = path.resolve(import.meta.dirname, '..', '..', '..');

const Manifest = z.object({
  engines: z.object({ vscode: z.string() }),
  devDependencies: z.record(z.string(), z.string()),
  icon: z.string(),
  extensionKind: z.array(z.string()),
  activationEvents: z.array(z.string()),
  capabilities: z.object({
    untrustedWorkspaces: z.object({
      supported: z.literal('limited'),
      description: z.string(),
      restrictedConfigurations: z.array(z.string()),
    }),
  }),
  l10n: z.literal('./l10n'),
  contributes: z.object({
    walkthroughs: z
      .array(
        z.object({
          steps: z.array(
            z.object({
              description: z.string(),
              media: z.object({ markdown: z.string() }),
              completionEvents: z.array(z.string()).min(1),
            }),
          ),
        }),
      )
      .length(1),
    viewsWelcome: z.array(z.object({ view: z.string(), contents: z.string() })),
    commands: z.array(
      z.object({ command: z.string(), title: z.string().min(1), category: z.string().min(1).optional() }),
    ),
    configuration: z.object({
      properties: z.record(z.string(), z.object({ scope: z.string(), markdownDescription: z.string().min(1) })),
    }),
    mcpServerDefinitionProviders: z.array(z.object({ id: z.string(), label: z.string().min(1) })),
  }),
});

const text = read('package.json');
const manifest = Manifest.parse(JSON.parse(text));
const names = z.record(z.string(), z.string()).parse(JSON.parse(read('package.nls.json')));
const sources = readdirSync(path.join(root, 'extension'), { recursive: true, encoding: 'utf8' })
  .filter((file) => file.endsWith('.ts'))
  .map((file) => read(path.join('extension', file)))
  .join('\n');

describe('the manifest', () => {
  it('lists exactly the commands that the code registers', () => {
    const registered = [...sources.matchAll(/registerCommand\(\s*'([^']+)'/g)].map(([, id]) => id);
    expect(manifest.contributes.commands.map(({ command }) => command).sort()).toEqual(registered.sort());
  });

  it('gives every command a title and the category "Case Insights", or the product in its title', () => {
    for (const { title, category } of manifest.contributes.commands) {
      expect(localized(title)).not.toBe('');
      if (category === undefined) expect(localized(title)).toContain('Case Insights');
      else expect(localized(category)).toBe('Case Insights');
    }
  });

  it('lists exactly the settings that the code names', () => {
    const named = new Set([...sources.matchAll(/_SETTING = '([^']+)'/g)].map(([, id]) => id));
    expect(new Set(Object.keys(manifest.contributes.configuration.properties))).toEqual(named);
  });

  it('lets no folder set a setting before it is trusted, and names only settings that there are', () => {
    const settings = manifest.contributes.configuration.properties;
    const { restrictedConfigurations: restricted } = manifest.capabilities.untrustedWorkspaces;
    const open = Object.entries(settings).filter(
      ([name, { scope }]) => scope !== 'machine' && !restricted.includes(name),
    );
    expect(open).toEqual([]);
    expect(restricted.filter((name) => !(name in settings))).toEqual([]);
  });

  it('leads through the first minutes: every step has a page, and ends when its command was run', () => {
    for (const { media, completionEvents } of manifest.contributes.walkthroughs[0]!.steps) {
      expect(existsSync(path.join(root, media.markdown)), media.markdown).toBe(true);
      for (const event of completionEvents) expect(event).toMatch(/^onCommand:caseInsights\./);
    }
  });

  it('names the MCP server provider as the code does', () => {
    const [, id] = /PROVIDER_ID = '([^']+)'/.exec(sources) ?? [];
    expect(manifest.contributes.mcpServerDefinitionProviders.map((provider) => provider.id)).toEqual([id]);
  });

  it('activates on nothing beyond what its contributions imply, but for pages that come back after a reload', () => {
    const pages = [...sources.matchAll(/_PANEL = '([^']+)'/g)].map(([, id]) => `onWebviewPanel:${id}`);
    expect([...manifest.activationEvents].sort()).toEqual(pages.sort());
  });

  it('runs where the workspace is, so that its servers do too', () => {
    expect(manifest.extensionKind).toEqual(['workspace']);
  });

  it('asks for the editor whose interface the code was checked against', () => {
    const minor = (version: string | undefined) => version?.replace(/^\^/, '').split('.').slice(0, 2);
    expect(minor(manifest.engines.vscode)).toEqual(minor(manifest.devDependencies['@types/vscode']));
  });

  it('uses every text of package.nls.json, and no other', () => {
    const used = [...text.matchAll(/"%([^%"]+)%"/g)].map(([, key]) => key!);
    expect([...new Set(used)].sort()).toEqual(Object.keys(names).sort());
  });

  it('has a square PNG icon of at least 128 pixels', () => {
    const file = path.join(root, manifest.icon);
    expect(existsSync(file)).toBe(true);
    const png = readFileSync(file);
    expect(png.subarray(1, 4).toString()).toBe('PNG');
    const [width, height] = [png.readUInt32BE(16), png.readUInt32BE(20)];
    expect(width).toBe(height);
    expect(width).toBeGreaterThanOrEqual(128);
  });
});

function read(file: string): string {
  return readFileSync(path.join(root, file), 'utf8');
}

function localized(text: string): string {
  return text.replace(/^%(.+)%$/, (_, key: string) => names[key] ?? '');
}
