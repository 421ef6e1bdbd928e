import { EngineLimit, SqlFailure } from './implementation.ts';

const CATEGORIES =
  'C Cc Cf Cn Co Cs L LC Ll Lm Lo Lt Lu M Mc Me Mn N Nd Nl No P Pc Pd Pe Pf Pi Po Ps S Sc Sk Sm So Z Zl Zp Zs';

const SCRIPTS =
  'Arabic Armenian Bengali Bopomofo Braille Buhid Cherokee Common Coptic Cyrillic Devanagari Ethiopic Georgian ' +
  'Greek Gujarati Gurmukhi Han Hangul Hanunoo Hebrew Hiragana Inherited Kannada Katakana Khmer Lao Latin Limbu ' +
  'Malayalam Mongolian Myanmar Ogham Oriya Runic Sinhala Syriac Tagalog Tagbanwa Tamil Telugu Thaana Thai Tibetan ' +
  'Yi Old_Italic Gothic';

const WORD = '\\p{L}\\p{M}\\p{N}\\p{Pc}';

/** The inside of a class of JavaScript, by the name in lower case. */
const PROPERTIES: ReadonlyMap<string, string> = new Map([
  ...CATEGORIES.split(' ').map((name): [string, string] => [name.toLowerCase(), `\\p{${name}}`]),
  ...SCRIPTS.split(' ').map((name): [string, string] => [name.replace('_', '').toLowerCase(), `\\p{Script=${name}}`]),
  ['letter', '\\p{L}'],
  ['alnum', '\\p{Alphabetic}\\p{Nd}'],
  ['alpha', '\\p{Alphabetic}'],
  ['alphabetic', '\\p{Alphabetic}'],
  ['any', '\\p{Any}'],
  ['ascii', '\\x00-\\x7f'],
  ['assigned', '\\p{Assigned}'],
  ['blank', '\\t\\p{Zs}'],
  ['cntrl', '\\p{Cc}'],
  ['digit', '\\p{Nd}'],
  ['graph', '[\\p{Any}--[\\p{White_Space}\\p{Cc}\\p{Cn}\\p{Cs}]]'],
  ['ideographic', '\\p{Ideographic}'],
  ['l1', '\\x00-\\xff'],
  ['latin1', '\\x00-\\xff'],
  ['lower', '\\p{Lowercase}'],
  ['lowercase', '\\p{Lowercase}'],
  ['print', '[[\\p{Any}--[\\p{White_Space}\\p{Cc}\\p{Cn}\\p{Cs}]]\\p{Zs}]'],
  ['punct', '\\p{P}'],
  ['space', '\\p{White_Space}'],
  ['upper', '\\p{Uppercase}'],
  ['uppercase', '\\p{Uppercase}'],
  ['whitespace', '\\p{White_Space}'],
  ['word', WORD],
  ['xdigit', '0-9A-Fa-f'],
]);

/** A class of JavaScript of what has the property. */
export function propertyClass(name: string, negated: boolean): string {
  const inside = PROPERTIES.get(name.toLowerCase());
  if (inside !== undefined) return `[${negated ? '^' : ''}${inside}]`;
  if (/^is|[^\p{L}\p{Nd}]|^$/iu.test(name)) throw new SqlFailure(`invalid character property name <${name}>`);
  throw new EngineLimit(`The embedded engine's regular expressions have no \\p{${name}}`);
}

const BRACKET_NAMES = 'alnum alpha ascii blank cntrl digit graph lower print punct space upper word xdigit'.split(' ');

/** The class of `[:name:]` or `[:^name:]`. */
export function bracketClass(name: string, negated: boolean): string {
  if (!BRACKET_NAMES.includes(name)) throw new SqlFailure('invalid POSIX bracket type');
  return propertyClass(name, negated);
}

/** Where \b divides: letters of all scripts, unlike those of \w. */
export const WORD_CLASS = `[${WORD}]`;

export const SHORT_CLASSES: ReadonlyMap<string, string> = new Map([
  ['d', '[0-9]'],
  ['D', '[^0-9]'],
  ['s', '[\\t-\\r ]'],
  ['S', '[^\\t-\\r ]'],
  ['w', '[0-9A-Za-z_]'],
  ['W', '[^0-9A-Za-z_]'],
]);
