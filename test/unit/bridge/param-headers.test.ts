import { describe, expect, it } from 'vitest';
import { withoutMisdeclared } from '../../../extension/bridge/param-headers.ts';

const text = { type: 'string', 'x-mcp-header': 'Region' };
const inside = (schema: unknown) => ({ type: 'object', properties: { value: schema } });

describe('a tool whose arguments travel in headers', () => {
  it.each<[string, unknown]>([
    ['a text', inside(text)],
    ['a whole number', inside({ type: 'integer', 'x-mcp-header': 'Days' })],
    ['a truth value, deeper down', inside(inside({ type: 'boolean', 'x-mcp-header': 'Open' }))],
    ['nothing', inside({ type: 'array', items: { type: 'object' } })],
    [
      'an argument that is called like the keyword',
      { type: 'object', properties: { 'x-mcp-header': { type: 'null' } } },
    ],
  ])('is offered if it is %s', (_, inputSchema) => {
    const result = { tools: [{ name: 'tool', inputSchema }], ttlMs: 5 };
    expect(withoutMisdeclared(result, () => undefined)).toBe(result);
  });

  it.each<[string, unknown]>([
    ['has no name', inside({ ...text, 'x-mcp-header': '' })],
    ['has a name that is no text', inside({ ...text, 'x-mcp-header': 1 })],
    ['has a name with a space', inside({ ...text, 'x-mcp-header': 'My Region' })],
    ['has a name with a line break', inside({ ...text, 'x-mcp-header': 'Region\n' })],
    ['carries an object', inside({ type: 'object', 'x-mcp-header': 'Data' })],
    ['carries a fraction', inside({ type: 'number', 'x-mcp-header': 'Score' })],
    ['is there twice', { properties: { a: text, b: { ...text, 'x-mcp-header': 'region' } } }],
    ['belongs to all arguments', { type: 'object', 'x-mcp-header': 'All', properties: {} }],
    ['belongs to the elements of a list', inside({ type: 'array', items: text })],
    ['belongs to one of several forms', inside({ oneOf: [text, { type: 'null' }] })],
    ['stands in a definition', { type: 'object', $defs: { region: text } }],
  ])('is left out if a header %s', (_, inputSchema) => {
    const excluded: string[] = [];
    const sound = { name: 'sound', inputSchema: inside(text) };
    const result = { tools: [{ name: 'tool', inputSchema }, sound], nextCursor: 'x' };
    expect(withoutMisdeclared(result, (name) => excluded.push(name))).toEqual({ tools: [sound], nextCursor: 'x' });
    expect(excluded).toEqual(['tool']);
  });
});
