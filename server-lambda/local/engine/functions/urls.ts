import { SqlFailure } from './implementation.ts';
import { decodedBytes, parseJavaUri } from './java-uri.ts';
import { asText, scalar } from './value-kinds.ts';
import type { JavaUri } from './java-uri.ts';
import type { ScalarImplementation } from './implementation.ts';
import type { SqlType } from '../types.ts';
import type { Value } from '../values.ts';

export const URLS_IMPLEMENTATIONS: Readonly<Record<string, ScalarImplementation>> = {
  url_decode: scalar((text) => formDecoded(asText(text))),
  url_encode: { ...scalar((text) => formEncoded(asText(text))), resultType: encodedType },
  url_extract_fragment: extraction((uri) => uri.fragment ?? ''),
  url_extract_host: extraction((uri) => uri.host ?? ''),
  url_extract_parameter: extraction((uri, name) => parameter(uri, asText(name))),
  url_extract_path: extraction((uri) => uri.path ?? ''),
  url_extract_port: extraction((uri) => (uri.port === undefined ? null : BigInt(uri.port))),
  url_extract_protocol: extraction((uri) => uri.scheme ?? ''),
  url_extract_query: extraction((uri) => uri.query ?? ''),
};

/** Null for what is not a URL. */
function extraction(extract: (uri: JavaUri, ...rest: Value[]) => Value): ScalarImplementation {
  return scalar((text, ...rest) => {
    const uri = parseJavaUri(asText(text));
    return uri === undefined ? null : extract(uri, ...rest);
  });
}

/** The first one of this name, decoded; names are compared as they stand. */
function parameter({ rawQuery }: JavaUri, wanted: string): string | null {
  for (const part of rawQuery?.split('&') ?? []) {
    const [name = '', ...value] = part.split('=');
    if (name === wanted) return formDecoded(value.join('='));
  }
  return null;
}

function formEncoded(text: string): string {
  return encodeURIComponent(text)
    .replace(/[!'()~]/g, (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`)
    .replaceAll('%20', '+');
}

/** As Java's URLDecoder, in its words. */
function formDecoded(text: string): string {
  return text.replace(/\+|(?:%[0-9a-fA-F]{2})+|%/g, (found, at: number) => {
    if (found === '+') return ' ';
    if (found !== '%') return decodedBytes(found);
    throw badEscape(text.slice(at + 1, at + 3));
  });
}

function badEscape(digits: string): SqlFailure {
  if (digits.length < 2) return new SqlFailure('URLDecoder: Incomplete trailing escape (%) pattern');
  const wrong = 'URLDecoder: Illegal hex characters in escape (%) pattern -';
  if (/^-[0-9a-fA-F]/.test(digits)) return new SqlFailure(`${wrong} negative value`);
  const index = /^[-+0-9a-fA-F]/.test(digits) ? 1 : 0;
  return new SqlFailure(`${wrong} Error at index ${index} in: "${digits}"`);
}

/** A character takes four escapes at most. */
function encodedType([text]: readonly SqlType[]): SqlType {
  const length = text?.kind === 'varchar' ? text.length : undefined;
  return length === undefined || length * 12 >= 2147483647
    ? { kind: 'varchar' }
    : { kind: 'varchar', length: length * 12 };
}
