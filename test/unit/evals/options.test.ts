import { describe, expect, it } from 'vitest';
import { evalOptions, HELP, WrongOptions } from '../../../evals/options.ts';

describe('the options of the evals', () => {
  it('grade the digest, all of whose answers must be right, unless something else is said', () => {
    expect(evalOptions([])).toMatchObject({ threshold: 100, model: undefined, answers: undefined, json: false });
  });

  it.each([
    ['--model', 'a', '--answers', 'b'],
    ['--endpoint', 'http://localhost:1'],
    ['--model', 'a', '--endpoint', 'nowhere'],
    ['--threshold', 'most'],
    ['--threshold', '101'],
    ['--speed', '9'],
    ['--model'],
  ])('refuse %s %s', (...args) => {
    expect(() => evalOptions(args)).toThrow(WrongOptions);
  });

  it('are all in the help', () => {
    const options = Object.keys(evalOptions([])).map((name) =>
      name.replaceAll(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`),
    );
    for (const option of options) expect(HELP).toContain(`--${option}`);
  });
});
