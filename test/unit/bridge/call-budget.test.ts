import { describe, expect, it } from 'vitest';
import { budgetOfHost, readDuration } from '../../../extension/bridge/call-budget.ts';
import { readIncoming } from '../../../extension/bridge/message.ts';

describe('a duration', () => {
  it.each([
    ['50s', 50_000],
    ['50000ms', 50_000],
    ['1m', 60_000],
    [' 1.5s ', 1_500],
    ['15m', 900_000],
  ])('%s is understood', (text, milliseconds) => {
    expect(readDuration(text)).toBe(milliseconds);
  });

  it.each(['', '50', 's', '0s', '0.1ms', '15.1m', '900001ms', '1 s', '1e3ms', '-1s'])('%j is none', (text) => {
    expect(readDuration(text)).toBeUndefined();
  });
});

describe('the time that a host gives a call', () => {
  const budget = (params: object) => {
    const incoming = readIncoming(JSON.stringify({ jsonrpc: '2.0', id: 1, method: 'initialize', params }));
    if (incoming.kind !== 'single' || incoming.message.kind !== 'request') throw new Error('not one request');
    return budgetOfHost(incoming.message);
  };

  it.each(['Kiro', 'kiro-cli', 'Amazon Kiro IDE'])('is ten seconds short of a minute in %s', (name) => {
    expect(budget({ clientInfo: { name, version: '1' } })).toBe(50_000);
    expect(budget({ _meta: { 'io.modelcontextprotocol/clientInfo': { name, version: '1' } } })).toBe(50_000);
  });

  it.each(['claude-code', 'kirogami', 'skiro'])('is not bounded in %s', (name) => {
    expect(budget({ clientInfo: { name, version: '1' } })).toBeUndefined();
  });

  it('is not bounded where the host does not say its name', () => {
    expect(budget({})).toBeUndefined();
    expect(budget({ clientInfo: { name: 7 }, _meta: null })).toBeUndefined();
  });
});
