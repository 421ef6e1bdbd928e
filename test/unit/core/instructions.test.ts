import { describe, expect, it } from 'vitest';
import { INSTRUCTIONS } from '#core/mcp/instructions.ts';
import { CATALOGUE } from '#core/tools/catalogue.ts';

describe('the instructions for a model', () => {
  it.each(CATALOGUE.map(({ name }) => name))('say what %s is for', (name) => {
    expect(INSTRUCTIONS).toMatch(new RegExp(`\\w.*: ${name}\\b`));
  });

  it('name no tool that there is not', () => {
    const named = INSTRUCTIONS.match(/\b[a-z]+(?:_[a-z]+)+\b/g) ?? [];
    const names = CATALOGUE.map(({ name }) => name);
    expect([...new Set(named)].sort()).toEqual([...names].sort());
  });

  it('cost every conversation little', () => {
    expect(INSTRUCTIONS.length).toBeLessThan(900);
  });
});

describe('the list of tools', () => {
  it('has a title and a description of its own for each, and refers to tools that exist', () => {
    const names = new Set(CATALOGUE.map(({ name }) => name));
    expect(new Set(CATALOGUE.map(({ title }) => title)).size).toBe(CATALOGUE.length);
    for (const { description } of CATALOGUE) {
      expect(description.length).toBeGreaterThan(60);
      const referred = description.match(/\b(?:get|analyze|compare|describe|query|count|search|find)_[a-z_]+\b/g) ?? [];
      expect(referred.filter((name) => !names.has(name))).toEqual([]);
    }
  });
});
