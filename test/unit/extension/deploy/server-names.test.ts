import { describe, expect, it } from 'vitest';
import { isOlder, lacks } from '../../../../extension/host/deploy/server-history.ts';
import { labelForStack, serverKey } from '../../../../extension/host/servers/known-server.ts';

const t = (message: string) => message;

describe('the label of a deployed server', () => {
  it('is like no other, however many there are', () => {
    const taken: string[] = [];
    for (let count = 0; count < 5; count++) taken.push(labelForStack('mcp-case-insights', 'eu-central-1', taken));
    expect(taken[0]).toBe('Case Insights (mcp-case-insights)');
    expect(taken[1]).toBe('Case Insights (mcp-case-insights eu-central-1)');
    expect(new Set(taken.map(serverKey)).size).toBe(5);
  });

  it('fits into what the setting takes', () => {
    expect(labelForStack('x'.repeat(128), 'eu-central-1', []).length).toBeLessThanOrEqual(60);
  });
});

describe('what an older server lacks', () => {
  it('is everything for one of the old sample, and nothing for one of this version', () => {
    expect(lacks(undefined, '0.1.0', t).length).toBeGreaterThan(0);
    expect(lacks('0.1.0', '0.1.0', t)).toEqual([]);
  });

  it('goes by numbers, not by text', () => {
    expect(isOlder('0.9.0', '0.10.0')).toBe(true);
    expect(isOlder('1.0.0', '0.10.0')).toBe(false);
    expect(isOlder('0.1.0', '0.1.0')).toBe(false);
  });
});
