import path from 'node:path';
import { pathToFileURL } from 'node:url';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { REPOSITORY } from '../../support/case-folder.ts';

// The build's own programs are JavaScript without declarations.
const { withoutCppExports } = (await import(
  pathToFileURL(path.join(REPOSITORY, 'scripts', 'without-cpp-exports.mjs')).href
)) as { withoutCppExports: (module: Uint8Array) => Uint8Array };

/** What this asks of Node's WebAssembly, whose declarations come with a browser's only. */
const { WebAssembly } = globalThis as unknown as {
  WebAssembly: {
    instantiate(bytes: Uint8Array): Promise<{ module: object; instance: { exports: { answer: () => number } } }>;
    Module: { exports(module: object): readonly { readonly name: string }[] };
  };
};

describe("the engine's program", () => {
  it('loses the exports that are C++ symbols, keeps all others, and does what it did', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.uniqueArray(fc.string({ minLength: 1, unit: 'binary' }), { maxLength: 200 }),
        async (names) => {
          const all = ['answer', '_Z6answerv', 'orig$answer', '_zero', ...names.map((name) => `n${name}`)];
          const { module, instance } = await WebAssembly.instantiate(withoutCppExports(moduleThatAnswers(all)));
          const kept = WebAssembly.Module.exports(module).map(({ name }) => name);
          expect(kept).toEqual(all.filter((name) => name !== '_Z6answerv' && name !== 'orig$answer'));
          expect(instance.exports.answer()).toBe(42);
        },
      ),
    );
  });

  it('is left alone where it has no exports', () => {
    const module = Uint8Array.of(0, 0x61, 0x73, 0x6d, 1, 0, 0, 0, 1, 4, 1, 0x60, 0, 0);
    expect([...withoutCppExports(module)]).toEqual([...module]);
  });

  it('is not made of anything else', () => {
    expect(() => withoutCppExports(Buffer.from('<html>'))).toThrow('This is not a WebAssembly module.');
  });
});

/** A module with one function, which returns 42, exported under all of the names. */
function moduleThatAnswers(names: readonly string[]): Uint8Array {
  const exports = names.map((name) => {
    const text = Buffer.from(name);
    return Buffer.concat([leb(text.length), text, Buffer.of(0, 0)]);
  });
  return Buffer.concat([
    Buffer.from('\0asm\x01\0\0\0', 'latin1'),
    section(1, Buffer.of(1, 0x60, 0, 1, 0x7f)),
    section(3, Buffer.of(1, 0)),
    section(7, Buffer.concat([leb(names.length), ...exports])),
    section(10, Buffer.of(1, 4, 0, 0x41, 42, 0x0b)),
  ]);
}

const section = (id: number, body: Buffer) => Buffer.concat([Buffer.of(id), leb(body.length), body]);

const leb = (value: number): Buffer =>
  value < 0x80 ? Buffer.of(value) : Buffer.concat([Buffer.of((value & 0x7f) | 0x80), leb(value >>> 7)]);
