import fc from 'fast-check';

/** Any one character of Unicode, those that break SQL and CSV often among them. */
export const anyCharacter = fc.oneof(
  fc.constantFrom("'", '"', '?', '\\', '%', ';', '-', ',', '\n', '\r', '\0', '\u2028'),
  fc.integer({ min: 0x20, max: 0x7e }).map((code) => String.fromCodePoint(code)),
  fc
    .oneof(fc.integer({ min: 0x80, max: 0xd7ff }), fc.integer({ min: 0xe000, max: 0x10ffff }))
    .map((code) => String.fromCodePoint(code)),
);
