import type { Grammar } from './grammar.ts';
import type { TokenReader } from './token-reader.ts';
import type { JsonBehaviour, JsonCall } from './tree.ts';

type Behaviours = Pick<JsonCall, 'onEmpty' | 'onError'>;

/** Reads what JSON_VALUE does with nothing found and with failures. */
export function readValueBehaviours({ reader, expression }: Grammar): Behaviours {
  return readBehaviours(reader, () =>
    reader.accept('DEFAULT') ? { kind: 'default', value: expression() } : readErrorOrNull(reader),
  );
}

/** Reads what JSON_QUERY may have after its path and RETURNING. */
export function readQueryOptions(reader: TokenReader): Pick<JsonCall, 'wrapper' | 'quotes'> & Behaviours {
  const wrapper = readWrapper(reader);
  const quotes = readQuotes(reader);
  const behaviours = readBehaviours(reader, () => {
    if (!reader.accept('EMPTY')) return readErrorOrNull(reader);
    return { kind: reader.expectOneOf('ARRAY', 'OBJECT') === 'ARRAY' ? 'empty array' : 'empty object' };
  });
  return { ...wrapper, ...quotes, ...behaviours };
}

function readErrorOrNull(reader: TokenReader): JsonBehaviour | undefined {
  const word = reader.acceptOneOf('ERROR', 'NULL');
  return word === undefined ? undefined : { kind: word === 'ERROR' ? 'error' : 'null' };
}

function readWrapper(reader: TokenReader): Pick<JsonCall, 'wrapper'> {
  const word = reader.acceptOneOf('WITH', 'WITHOUT');
  if (word === undefined) return {};
  const conditional = word === 'WITH' && reader.acceptOneOf('CONDITIONAL', 'UNCONDITIONAL') === 'CONDITIONAL';
  reader.accept('ARRAY');
  reader.expect('WRAPPER');
  return { wrapper: word === 'WITHOUT' ? 'without' : conditional ? 'conditional' : 'unconditional' };
}

function readQuotes(reader: TokenReader): Pick<JsonCall, 'quotes'> {
  const word = reader.acceptOneOf('KEEP', 'OMIT');
  if (word === undefined) return {};
  reader.expect('QUOTES');
  if (reader.accept('ON')) reader.expect('SCALAR', 'STRING');
  return { quotes: word === 'KEEP' ? 'keep' : 'omit' };
}

/** `… ON EMPTY`, `… ON ERROR`, or both in this order. */
function readBehaviours(reader: TokenReader, behaviour: () => JsonBehaviour | undefined): Behaviours {
  const first = behaviour();
  if (first === undefined) return {};
  reader.expect('ON');
  if (reader.accept('ERROR')) return { onError: first };
  reader.expect('EMPTY');
  const onError = behaviour();
  if (onError === undefined) return { onEmpty: first };
  reader.expect('ON', 'ERROR');
  return { onEmpty: first, onError };
}
