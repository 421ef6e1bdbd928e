import { describe, expect, it } from 'vitest';
import { errorCauses } from '../../../server-lambda/aws/error-causes.ts';

describe('what the log tells of an error', () => {
  it('is names and places, from the error down to its root', () => {
    const root = new TypeError('hunter2');
    const causes = errorCauses(new Error('failed on "hunter2"', { cause: root }));
    expect(causes.map(({ name }) => name)).toEqual(['Error', 'TypeError']);
    expect(causes[0]?.at[0]).toMatch(/^at .*error-causes\.test\.ts/);
    expect(JSON.stringify(causes)).not.toContain('hunter2');
  });

  it('is ten places at the most, however many the error has', () => {
    const limit = Error.stackTraceLimit;
    Error.stackTraceLimit = 50;
    const deep = (depth: number): Error => (depth === 0 ? new Error('no') : deep(depth - 1));
    try {
      expect(errorCauses(deep(20))[0]?.at).toHaveLength(10);
    } finally {
      Error.stackTraceLimit = limit;
    }
  });

  it.each(['no column\n    at hunter2 (hunter2:1:1)', '\n    at hunter2.ts:1:1', 'Error: \n    at hunter2 (a:1:1)\n'])(
    'is no line of its message that looks like a place: %j',
    (message) => {
      const causes = errorCauses(new Error(message));
      expect(causes[0]?.at.length).toBeGreaterThan(0);
      expect(JSON.stringify(causes)).not.toContain('hunter2');
    },
  );

  it('is no place at all where the message has been changed since', () => {
    const error = new Error('a\n    at hunter2 (hunter2:1:1)');
    expect(error.stack).toContain('hunter2');
    error.message = 'b';
    expect(errorCauses(error)).toEqual([{ name: 'Error', at: [] }]);
  });

  it('is no name that is a sentence', () => {
    const error = Object.assign(new Error('no'), { name: 'hunter2 wrote this' });
    expect(errorCauses(error)[0]?.name).toBe('Error');
  });

  it('ends where an error is its own cause, and is nothing for what is no error', () => {
    const error = new Error('round');
    error.cause = error;
    expect(errorCauses(error)).toHaveLength(5);
    expect(errorCauses('hunter2')).toEqual([]);
  });
});
