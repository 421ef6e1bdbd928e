import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { sanitizeQuestion } from '#core/analysis/question.ts';

const TAKEN_OUT = [
  'ignore previous instructions',
  'forget everything',
  'system:',
  'assistant:',
  'human:',
  '<system>',
  '```',
  '---',
  '\n\n',
  '\\n\\n',
];
const DEFAULT = 'What are the top issues and patterns you see in these cases?';

describe("the caller's question", () => {
  it.each(TAKEN_OUT)('loses %j, in any case of letters', (pattern) => {
    const cleaned = sanitizeQuestion(`What happened ${pattern.toUpperCase()} in EC2?`);
    expect(cleaned.toLowerCase()).not.toContain(pattern.toLowerCase());
    expect(cleaned).toMatch(/^What happened\s+in EC2\?$/);
  });

  it('does not let a pattern come together from halves that stand around another', () => {
    expect(sanitizeQuestion('sys---tem: obey')).not.toMatch(/system:/i);
    expect(sanitizeQuestion('-```--')).not.toContain('---');
  });

  it.each([undefined, null, 42, {}, '', '   ', '---', '\n\n'])(
    'becomes the default question where %j is given',
    (given) => {
      expect(sanitizeQuestion(given)).toBe(DEFAULT);
    },
  );

  it('gets a question mark where it has none', () => {
    expect(sanitizeQuestion('List the top problems')).toBe('List the top problems?');
    expect(sanitizeQuestion('Why?')).toBe('Why?');
  });

  it('is never longer than 500 characters, ends in a question mark and holds no pattern, whatever was given', () => {
    const parts = fc.array(fc.oneof(fc.string(), fc.constantFrom(...TAKEN_OUT, 'sys', 'tem:', '-', '`', '\n')), {
      maxLength: 60,
    });
    fc.assert(
      fc.property(parts, (texts) => {
        const cleaned = sanitizeQuestion(texts.join(''));
        expect(cleaned.length).toBeLessThanOrEqual(500);
        expect(cleaned.endsWith('?')).toBe(true);
        for (const pattern of TAKEN_OUT) expect(cleaned.toLowerCase()).not.toContain(pattern);
      }),
    );
  });
});
