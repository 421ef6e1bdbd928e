import { SqlFailure } from './implementation.ts';
import type { Regexp, RegexpMatch } from './regexp.ts';

/** Reads Java's replacement syntax: `$1`, `${name}`, and `\` before what stands for itself. */
export function readReplacement(replacement: string, regexp: Regexp): (match: RegexpMatch) => string {
  const parts: (string | number)[] = [];
  const part = /\\(.)|\$(\d+)|\$\{([^}]*)\}?|([^\\$]+)|[\\$]/gsu;
  for (const [, escaped, digits, name, plain] of replacement.matchAll(part)) {
    const taken = escaped ?? plain;
    if (taken !== undefined) parts.push(taken);
    else if (digits !== undefined) parts.push(...numbered(digits, regexp));
    else if (name !== undefined) parts.push(named(name, regexp));
    else throw illegal(replacement);
  }
  return (match) => parts.map((each) => (typeof each === 'string' ? each : (match.group(each) ?? ''))).join('');
}

/** The longest number that is a group; digits after it stand for themselves. */
function numbered(digits: string, { groups }: Regexp): (string | number)[] {
  let length = 1;
  while (length < digits.length && Number(digits.slice(0, length + 1)) <= groups) length++;
  const group = Number(digits.slice(0, length));
  if (group > groups) throw illegal(`unknown group ${group}`);
  return [group, digits.slice(length)];
}

function named(name: string, { names }: Regexp): number {
  const group = names.get(name);
  if (group === undefined) throw illegal(`unknown group { ${name} }`);
  return group;
}

function illegal(what: string): SqlFailure {
  return new SqlFailure(`Illegal replacement sequence: ${what}`);
}
