import { describe, expect, it } from 'vitest';
import { authorOfModelUsed, DIGEST, modelUsed } from '#core/contract/author.ts';

describe('the author of an analysis', () => {
  it.each([
    [{ kind: 'model', id: 'eu.amazon.nova-lite-v1:0' } as const, 'eu.amazon.nova-lite-v1:0'],
    [DIGEST, 'none (statistical digest)'],
  ])('%o is %s in the text of the guide, and is read from there again', (author, text) => {
    expect(modelUsed(author)).toBe(text);
    expect(authorOfModelUsed(text)).toEqual(author);
  });
});
