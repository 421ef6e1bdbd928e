import { describe, expect, it } from 'vitest';
import { levelOf } from '../../../../extension/host/logs/log-level.ts';

describe("the level of a line in the function's log", () => {
  it.each([
    ['error', '{"level":"ERROR","message":"call failed"}'],
    ['warn', '{"level":"WARN","message":"slow"}'],
    ['info', '{"level":"INFO","tool":"get_case_summary"}'],
    ['debug', '{"level":"DEBUG","message":"detail"}'],
    ['debug', '{"time":"2026-11-22T10:00:00Z","type":"platform.report","record":{}}'],
    ['debug', 'REPORT RequestId: 1 Duration: 10 ms'],
    ['error', '2026-11-22T10:00:00Z 1 Task timed out after 900.00 seconds'],
    ['info', 'a line of the sample server'],
    ['info', '{"broken'],
    ['info', '{"level": 7}'],
  ] as const)('is %s: %s', (level, line) => {
    expect(levelOf(line)).toBe(level);
  });
});
