import { EngineLimit } from './implementation.ts';
import type { JsonNode } from './json-values.ts';

/** JSON is read only as far as it is needed, as Trino does: what follows may be broken. */
export interface JsonReader {
  /** The next value, whole. */
  readonly value: () => JsonNode;
  /** What stands there next: the first character of a value; empty at the end. */
  readonly peek: () => string;
  /** Goes through the members of the object that begins here; each call must read a value, true ends it at once. */
  readonly members: (each: (name: string) => boolean) => void;
  /** The same for the items of an array. */
  readonly items: (each: (index: number) => boolean) => void;
  /** Fails unless nothing follows. */
  readonly end: () => void;
}

/** The text is not JSON, as far as it was read. */
export class JsonSyntaxFailure extends Error {
  override readonly name = 'JsonSyntaxFailure';
}

/** What is read is kept on the stack. */
const MAX_DEPTH = 1000;

const NUMBER = /-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?/y;
const STRING = /"(?:[\x20\x21\x23-\x5b\x5d-\uffff]|\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4}))*"/y;
const WORD = /[a-z]+/y;
const WORDS: ReadonlyMap<string, JsonNode> = new Map<string, JsonNode>([
  ['true', true],
  ['false', false],
  ['null', null],
]);

export function jsonReader(text: string): JsonReader {
  let at = 0;
  let depth = 0;

  const fail = (): never => {
    throw new JsonSyntaxFailure(`not JSON at ${at}`);
  };
  const peek = () => {
    while (text[at] === ' ' || text[at] === '\n' || text[at] === '\t' || text[at] === '\r') at++;
    return text[at] ?? '';
  };
  const take = (pattern: RegExp) => {
    pattern.lastIndex = at;
    const [taken] = pattern.exec(text) ?? fail();
    at += taken.length;
    return taken;
  };
  const expect = (character: string) => (peek() === character ? at++ : fail());
  const string = (): string => (peek() === '"' ? (JSON.parse(take(STRING)) as string) : fail());
  const number = (): JsonNode => {
    const taken = take(NUMBER);
    // What a number's grammar leaves over is part of it: `01`, `1.`, `1e`.
    if (/^[.eE]/.test(text.slice(at, at + 1)) || (/^-?0$/.test(taken) && /\d/.test(text.charAt(at)))) fail();
    return { kind: 'number', text: taken };
  };
  const word = (): JsonNode => {
    const value = WORDS.get(take(WORD));
    return value === undefined || /[A-Z0-9_]/.test(text.charAt(at)) ? fail() : value;
  };
  /** Reads `each` between commas, until the end or until it says so. */
  const listed = (open: string, close: string, each: () => boolean) => {
    expect(open);
    if (++depth > MAX_DEPTH) throw new EngineLimit(`The embedded engine reads JSON of at most ${MAX_DEPTH} levels.`);
    if (peek() !== close) {
      for (;;) {
        if (each()) return;
        if (peek() !== ',') break;
        at++;
      }
    }
    expect(close);
    depth--;
  };
  const members = (each: (name: string) => boolean) =>
    listed('{', '}', () => {
      const name = string();
      expect(':');
      return each(name);
    });
  const items = (each: (index: number) => boolean) => {
    let index = 0;
    listed('[', ']', () => each(index++));
  };
  const value = (): JsonNode => {
    const next = peek();
    if (next === '"') return string();
    if (next === '{') {
      const read: [string, JsonNode][] = [];
      members((name) => read.push([name, value()]) === 0);
      return { kind: 'object', members: read };
    }
    if (next === '[') {
      const read: JsonNode[] = [];
      items(() => read.push(value()) === 0);
      return { kind: 'array', items: read };
    }
    return /[-0-9]/.test(next) ? number() : word();
  };
  return {
    value,
    peek,
    members,
    items,
    end: () => {
      if (peek() !== '') fail();
    },
  };
}

/** The value of a whole text; undefined unless it is JSON. */
export function parseJson(text: string): JsonNode | undefined {
  return whereJson(() => {
    const reader = jsonReader(text);
    const value = reader.value();
    reader.end();
    return value;
  });
}

/** What `read` gives; undefined where it met something that is not JSON. */
export function whereJson<T>(read: () => T): T | undefined {
  try {
    return read();
  } catch (error) {
    if (error instanceof JsonSyntaxFailure) return undefined;
    throw error;
  }
}
