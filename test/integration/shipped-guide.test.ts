import { readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { GUIDE_SECTIONS, guideSection } from '../../extension/host/guide/guide-sections.ts';
import { REPOSITORY } from '../support/case-folder.ts';
import { readGuide, readPage } from '../support/guide.ts';

const shipped = readPage(path.join(REPOSITORY, 'dist', 'guide.md'));

describe('the guide that comes with the extension', () => {
  it('has every page of the guide, whole', () => {
    const pages = readGuide();
    expect(shipped.blocks.map(({ text }) => text)).toEqual(
      expect.arrayContaining(pages.flatMap(({ blocks }) => blocks.map(({ text }) => text))),
    );
    expect(shipped.anchors.length).toBeGreaterThan(pages.flatMap(({ anchors }) => anchors).length);
  });

  it('leads nowhere but to its own headings and the web', () => {
    const text = readFileSync(shipped.file, 'utf8');
    const targets = [...text.matchAll(/\]\(([^)\s]+)\)/g)].map(([, target = '']) => target);
    const lost = targets.filter((to) => !to.startsWith('https:') && !shipped.anchors.includes(to.slice(1)));
    expect(targets.length).toBeGreaterThan(100);
    expect(lost).toEqual([]);
  });

  it('has the sections that commands and remedies open', () => {
    expect(GUIDE_SECTIONS.filter((section) => !shipped.anchors.includes(section))).toEqual([]);
  });

  it('opens at its beginning where no such section is named', () => {
    expect(guideSection('deploying')).toBe('deploying');
    expect(guideSection('../../etc')).toBe('the-guide');
    expect(guideSection(undefined)).toBe('the-guide');
  });
});
