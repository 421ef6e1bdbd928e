/**
 * Athena's two pattern languages for dates, translated to strftime's. Undefined when the pattern holds something that
 * has no equal there.
 */
export function fromMysqlPattern(pattern: string): string | undefined {
  let result = '';
  for (let at = 0; at < pattern.length; at++) {
    const char = pattern.charAt(at);
    if (char !== '%') {
      result += char;
      continue;
    }
    const letter = pattern.charAt(++at);
    const known = MYSQL.get(letter);
    if (known !== undefined) result += known;
    // Trino refuses these; any other letter stands for itself.
    else if (letter === '' || 'DUuVwX'.includes(letter)) return undefined;
    else result += letter;
  }
  return result;
}

const MYSQL: ReadonlyMap<string, string> = new Map([
  ['a', '%a'],
  ['b', '%b'],
  ['c', '%-m'],
  ['d', '%d'],
  ['e', '%-d'],
  ['f', '%f'],
  ['H', '%H'],
  ['h', '%I'],
  ['I', '%I'],
  ['i', '%M'],
  ['j', '%j'],
  ['k', '%-H'],
  ['l', '%-I'],
  ['M', '%B'],
  ['m', '%m'],
  ['p', '%p'],
  ['r', '%I:%M:%S %p'],
  ['S', '%S'],
  ['s', '%S'],
  ['T', '%H:%M:%S'],
  ['v', '%V'],
  ['W', '%A'],
  ['x', '%G'],
  ['Y', '%Y'],
  ['y', '%y'],
  ['%', '%%'],
]);

/** Joda's patterns, as `format_datetime` and `parse_datetime` take them. */
export function fromJodaPattern(pattern: string): string | undefined {
  let result = '';
  const parts = pattern.matchAll(/'((?:[^']|'')*)'|([A-Za-z])\2*|[^A-Za-z']+|'/g);
  for (const [part, quoted, letter] of parts) {
    if (part === "'") return undefined;
    if (quoted !== undefined) {
      result += quoted === '' ? "'" : quoted.replaceAll("''", "'").replaceAll('%', '%%');
      continue;
    }
    const translated = letter === undefined ? part.replaceAll('%', '%%') : jodaField(letter, part.length);
    if (translated === undefined) return undefined;
    result += translated;
  }
  return result;
}

function jodaField(letter: string, count: number): string | undefined {
  const padded = count > 1;
  switch (letter) {
    case 'y':
    case 'Y':
      return count === 2 ? '%y' : '%Y';
    case 'x':
      return '%G';
    case 'w':
      return count === 2 ? '%V' : undefined;
    case 'M':
      return count >= 4 ? '%B' : count === 3 ? '%b' : padded ? '%m' : '%-m';
    case 'd':
      return padded ? '%d' : '%-d';
    case 'D':
      return count === 3 ? '%j' : count === 1 ? '%-j' : undefined;
    case 'e':
      return '%u';
    case 'E':
      return count >= 4 ? '%A' : '%a';
    case 'a':
      return '%p';
    case 'H':
      return padded ? '%H' : '%-H';
    case 'h':
      return padded ? '%I' : '%-I';
    case 'm':
      return padded ? '%M' : '%-M';
    case 's':
      return padded ? '%S' : '%-S';
    case 'S':
      return count === 3 ? '%g' : count === 6 ? '%f' : undefined;
    case 'Z':
      return undefined;
    default:
      return undefined;
  }
}
