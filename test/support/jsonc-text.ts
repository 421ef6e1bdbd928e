import fc from 'fast-check';

/** Texts of JSON objects as people keep them: comments anywhere, trailing commas, odd spacing, all kinds of line ends. */
export const jsoncObject = fc
  .record({
    eol: fc.constantFrom('\n', '\r\n', '\r'),
    mark: fc.constantFrom('', '', '\uFEFF'),
    before: fc.array(fc.nat({ max: 7 }), { maxLength: 2 }),
    after: fc.array(fc.nat({ max: 7 }), { maxLength: 2 }),
    object: objectText(),
  })
  .map(({ eol, mark, before, after, object }) => {
    const text = spacing(before) + object + spacing(after);
    return mark + text.replaceAll('\n', eol);
  });

/** `servers` is where the test writes; half of the objects have it already. */
export const CONTAINER = 'servers';

function objectText(): fc.Arbitrary<string> {
  const { object } = fc.letrec<{ object: string; value: string }>((tie) => ({
    value: fc.oneof(
      { maxDepth: 3, withCrossShrink: true },
      fc.json({ maxDepth: 1 }),
      fc.constantFrom('1', 'true', 'null', '"// no comment"', '"/* nor this"', '[1, 2, /* three */ 3,]'),
      tie('object'),
    ),
    object: fc
      .record({
        members: fc.array(
          fc.record({
            name: fc.oneof(fc.constantFrom('a', 'b', '__proto__', 'a"b', '//'), fc.string()),
            value: tie('value'),
            gaps: fc.array(gap(), { minLength: 4, maxLength: 4 }),
          }),
          { maxLength: 4 },
        ),
        container: fc.option(tie('object'), { nil: undefined }),
        at: fc.nat({ max: 4 }),
        trailingComma: fc.boolean(),
        last: gap(),
      })
      .map(({ members, container, at, trailingComma, last }) => {
        const written = members
          .filter(({ name }) => name !== CONTAINER)
          .map(({ name, value, gaps: [a = '', b = '', c = '', d = ''] }) => {
            return `${a}${JSON.stringify(name)}${b}:${c}${value}${d}`;
          });
        if (container !== undefined) written.splice(at, 0, `\n  "${CONTAINER}": ${container}`);
        const comma = trailingComma && written.length > 0 ? ',' : '';
        return `{${written.join(',')}${comma}${last}}`;
      }),
  }));
  return object;
}

function gap(): fc.Arbitrary<string> {
  return fc.array(fc.nat({ max: 7 }), { maxLength: 3 }).map(spacing);
}

const SPACES = ['', ' ', '\n', '\n  ', '\t', '// a note, "so": {\n', '/* a note, */', '/* two\nlines */\n'];

function spacing(parts: readonly number[]): string {
  return parts.map((part) => SPACES[part] ?? '').join('');
}
