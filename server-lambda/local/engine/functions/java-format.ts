import { EngineLimit, SqlFailure } from './implementation.ts';
import { formattedNumber, formattedWhole } from './java-format-numbers.ts';
import type { JavaValue, Specifier } from './java-format-shapes.ts';

type Part = string | { readonly specifier: Specifier; readonly index: number };

const SPECIFIER = /%(?:(\d+)\$)?([-#+ 0,(<]*)(\d+)?(?:\.(\d+))?([tT])?([a-zA-Z%])/y;

/** Reads a pattern of Java's Formatter. Fails, in Trino's words, where Java does, and by name for what is not known. */
export function javaFormat(pattern: string): (values: readonly JavaValue[]) => string {
  const invalid = (what: string) => new SqlFailure(`Invalid format string: ${pattern} (${what})`);
  const parts = patternParts(pattern, invalid);
  return (values) =>
    parts
      .map((part) => {
        if (typeof part === 'string') return part;
        const value = values[part.index];
        const { text } = part.specifier;
        if (value === undefined) throw invalid(`MissingFormatArgument: Format specifier '${text}'`);
        return formatted(part.specifier, value, invalid);
      })
      .join('');
}

type Invalid = (what: string) => SqlFailure;

function patternParts(pattern: string, invalid: Invalid): readonly Part[] {
  const parts: Part[] = [];
  let [at, next, last] = [0, 0, -1];
  while (at < pattern.length) {
    const percent = pattern.indexOf('%', at);
    parts.push(pattern.slice(at, percent < 0 ? undefined : percent));
    if (percent < 0) break;
    SPECIFIER.lastIndex = percent;
    const match = SPECIFIER.exec(pattern);
    if (match === null) throw invalid(`UnknownFormatConversion: Conversion = '${pattern.charAt(percent + 1) || '%'}'`);
    at = SPECIFIER.lastIndex;
    const specifier = specifierOf(match, invalid);
    if (specifier.conversion === '%' || specifier.conversion === 'n') {
      parts.push(fixedText(specifier, invalid));
      continue;
    }
    if (Number(match[1]) === 0) throw invalid('IllegalFormatArgumentIndex: Illegal format argument index = 0');
    last = match[1] !== undefined ? Number(match[1]) - 1 : specifier.flags.includes('<') ? last : next++;
    parts.push({ specifier, index: last });
  }
  return parts;
}

function specifierOf([text, , flags = '', width, precision, time, conversion = '']: RegExpExecArray, invalid: Invalid) {
  const specifier: Specifier = {
    text,
    flags,
    width: width === undefined ? -1 : Number(width),
    precision: precision === undefined ? -1 : Number(precision),
    conversion,
  };
  if (time !== undefined) throw unknownHere(`%${time}${conversion}`, 'date_format');
  if (!/[a-zA-Z%]/.test(conversion) || !'bBhHsScCdoxXeEfgGaAn%'.includes(conversion))
    throw invalid(`UnknownFormatConversion: Conversion = '${conversion}'`);
  if ('hHgGaA'.includes(conversion)) throw unknownHere(`%${conversion}`);
  checkFlags(specifier, invalid);
  return specifier;
}

function unknownHere(what: string, instead?: string): SqlFailure {
  const hint = instead === undefined ? '' : `. Write ${instead} instead`;
  return new EngineLimit(`The embedded engine's format() has no ${what}${hint}`);
}

/** Flags that a conversion refuses. */
const REFUSED_FLAGS: Readonly<Record<string, string>> = {
  b: '#+ 0,(',
  s: '#+ 0,(',
  c: '#+ 0,(',
  d: '#',
  o: ',',
  x: ',',
  e: ',',
  f: '',
};

function checkFlags({ text, flags, width, precision, conversion }: Specifier, invalid: Invalid): void {
  if (conversion === '%' || conversion === 'n') return;
  const kind = conversion.toLowerCase();
  if (precision >= 0 && 'cdox'.includes(kind)) throw invalid(`IllegalFormatPrecision: ${precision}`);
  const refused = Array.from(REFUSED_FLAGS[kind] ?? '').find((flag) => flags.includes(flag));
  if (refused !== undefined) throw mismatch(kind, refused, invalid);
  if (width < 0 && /[-0]/.test(flags)) throw invalid(`MissingFormatWidth: ${text}`);
  if ((flags.includes('+') && flags.includes(' ')) || (flags.includes('-') && flags.includes('0')))
    throw invalid(`IllegalFormatFlags: Flags = '${flags}'`);
}

function mismatch(conversion: string, flag: string, invalid: Invalid): SqlFailure {
  return invalid(`FormatFlagsConversionMismatch: Conversion = ${conversion}, Flags = ${flag}`);
}

function fixedText({ text, flags, width, conversion }: Specifier, invalid: Invalid): string {
  if (conversion === '%') return justified('%', flags, width);
  if (width >= 0) throw invalid(`IllegalFormatWidth: ${width}`);
  return text === '%n' ? '\n' : text;
}

function formatted(specifier: Specifier, value: JavaValue, invalid: Invalid): string {
  const { conversion, flags, width } = specifier;
  const text = converted(specifier, value, invalid);
  const whole = justified(text, flags, width);
  return conversion === conversion.toUpperCase() ? whole.toUpperCase() : whole;
}

function converted(specifier: Specifier, value: JavaValue, invalid: Invalid): string {
  const kind = specifier.conversion.toLowerCase();
  if (kind === 'b') return cut(String(value.kind === 'boolean' ? value.value : value.kind !== 'null'), specifier);
  if (value.kind === 'null') return cut('null', specifier);
  if (kind === 's') return cut(javaText(value), specifier);
  if ('dox'.includes(kind) && value.kind === 'whole') {
    const refused = kind === 'd' ? undefined : /[+ (]/.exec(specifier.flags)?.[0];
    if (refused !== undefined) throw mismatch(kind, refused, invalid);
    return formattedWhole(value.value, specifier);
  }
  if ('ef'.includes(kind)) {
    if (value.kind === 'number') return formattedNumber(value, specifier);
    if (value.kind === 'not finite') return notFinite(value.value, specifier.flags);
  }
  throw invalid(`IllegalFormatConversion: ${kind} != ${javaClass(value)}`);
}

function notFinite(value: number, flags: string): string {
  if (Number.isNaN(value)) return 'NaN';
  if (value < 0) return flags.includes('(') ? '(Infinity)' : '-Infinity';
  return `${/[+ ]/.exec(flags)?.[0] ?? ''}Infinity`;
}

function javaText(value: Exclude<JavaValue, { kind: 'null' }>): string {
  return value.kind === 'boolean' || value.kind === 'whole' ? String(value.value) : value.text;
}

function javaClass(value: Exclude<JavaValue, { kind: 'null' }>): string {
  if (value.kind === 'boolean') return 'java.lang.Boolean';
  return value.kind === 'whole' ? 'java.lang.Long' : value.of;
}

function cut(text: string, { precision }: Specifier): string {
  return precision < 0 ? text : text.slice(0, precision);
}

/** Java counts units, and so does padStart. */
function justified(text: string, flags: string, width: number): string {
  if (width > MAX_WIDTH) throw new EngineLimit(`The embedded engine's format() has widths of at most ${MAX_WIDTH}`);
  return flags.includes('-') ? text.padEnd(width) : text.padStart(width);
}

const MAX_WIDTH = 1_000_000;
