import { describe, expect, it } from 'vitest';
import { createRunQueue } from '../../../../extension/host/analysis/runs/run-queue.ts';

/** Work that ends when it is told. */
function held() {
  let end: () => void = () => undefined;
  const ended = new Promise<void>((resolve) => (end = resolve));
  return {
    work: () => ended,
    end: () => {
      end();
    },
  };
}

describe('a queue of runs', () => {
  it('runs so many of a line at once, the others in their order, and lines beside one another', async () => {
    const began: string[] = [];
    const queue = createRunQueue(1, () => undefined);
    const [a, b, c, other] = [held(), held(), held(), held()];
    const add = (line: string, id: string, { work }: ReturnType<typeof held>) => {
      queue.add(line, id, () => {
        began.push(id);
        return work();
      });
    };
    add('one', 'a', a);
    add('one', 'b', b);
    add('one', 'c', c);
    add('two', 'other', other);
    expect(began).toEqual(['a', 'other']);
    expect([queue.ahead('a'), queue.ahead('b'), queue.ahead('c')]).toEqual([undefined, 0, 1]);
    a.end();
    await new Promise(setImmediate);
    expect(began).toEqual(['a', 'other', 'b']);
  });

  it('takes out what waits, and says whether it did', () => {
    const queue = createRunQueue(1, () => undefined);
    const [a, b] = [held(), held()];
    queue.add('one', 'a', a.work);
    queue.add('one', 'b', b.work);
    expect(queue.remove('b')).toBe(true);
    expect(queue.remove('a')).toBe(false);
    expect(queue.ahead('b')).toBeUndefined();
  });
});
