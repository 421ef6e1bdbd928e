import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fillTemplate } from '../../../server-lambda/local/sample/fill-template.ts';
import { seededRandom } from '../../../server-lambda/local/sample/seeded-random.ts';

const noSlots = (name: string): string => {
  throw new RangeError(name);
};

describe('fillTemplate', () => {
  it('chooses one of the alternatives and looks slots up, inside alternatives too', () => {
    const slots = (name: string): string => `<${name}>`;
    const seen = new Set(
      Array.from({ length: 40 }, (_nothing, seed) => fillTemplate('a [b|{c}] {d}', slots, seededRandom(seed))),
    );
    expect([...seen].sort()).toEqual(['a <c> <d>', 'a b <d>']);
  });

  it('draws numbers within their range and separates thousands', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 0, max: 90_000 }),
        fc.integer({ min: 0, max: 9_000 }),
        fc.integer(),
        (min, more, seed) => {
          const text = fillTemplate(`{${min}-${min + more}}`, noSlots, seededRandom(seed));
          expect(text).toMatch(/^\d{1,3}(,\d{3})*$/);
          const value = Number(text.replaceAll(',', ''));
          expect(value).toBeGreaterThanOrEqual(min);
          expect(value).toBeLessThanOrEqual(min + more);
        },
      ),
    );
  });

  it('leaves plain text alone', () => {
    expect(fillTemplate('CPU at 100 percent, "-" in the log.', noSlots, seededRandom(1))).toBe(
      'CPU at 100 percent, "-" in the log.',
    );
  });
});

describe('seededRandom', () => {
  it('repeats itself for the same seed and stays within its bounds', () => {
    fc.assert(
      fc.property(fc.integer(), fc.integer({ min: -50, max: 50 }), fc.nat(60), (seed, min, more) => {
        const [one, other] = [seededRandom(seed), seededRandom(seed)];
        for (let draw = 0; draw < 20; draw += 1) {
          const value = one.integer(min, min + more);
          expect(value).toBe(other.integer(min, min + more));
          expect(value).toBeGreaterThanOrEqual(min);
          expect(value).toBeLessThanOrEqual(min + more);
        }
      }),
    );
  });

  it('never draws what has no weight, and favours what has more', () => {
    const random = seededRandom(3);
    const drawn = Array.from({ length: 1_000 }, () =>
      random.weighted(['never', 'seldom', 'often'], (item) => ({ never: 0, seldom: 1, often: 9 })[item] ?? 0),
    );
    expect(drawn).not.toContain('never');
    const often = drawn.filter((item) => item === 'often').length;
    expect(often).toBeGreaterThan(850);
    expect(often).toBeLessThan(950);
  });

  it('refuses to pick from nothing', () => {
    expect(() => seededRandom(1).pick([])).toThrow(RangeError);
    expect(() => seededRandom(1).weighted(['a'], () => 0)).toThrow(RangeError);
  });
});
