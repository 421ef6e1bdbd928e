import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { elementSpans, memberSpan } from '../../../extension/bridge/json-spans.ts';
import { answerTo, asLine, readIncoming } from '../../../extension/bridge/message.ts';

/** JSON texts as any serializer may write them: with white space, escapes and repeated names. */
const jsonText = fc
  .tuple(fc.jsonValue({ maxDepth: 4 }), fc.constantFrom(undefined, 1, '\t'))
  .map(([value, indent]) => JSON.stringify(value, null, indent));
// V8 (Node 24.21) takes the name `"`, written `\"`, for one that an object before it had in the same place and that is
// spelled like this: `\` or `\"`. Names with a backslash before anything but a letter are left out.
const name = fc
  .oneof(fc.constantFrom('id', 'i\\d', '"', 'é', '😀'), fc.string())
  .filter((text) => !/\\(?![a-z])|\\[bfnrtu]/.test(text));

describe('the place of a value in a JSON text', () => {
  it('is where JSON.parse finds the same value', () => {
    fc.assert(
      fc.property(fc.array(fc.tuple(name, jsonText)), fc.constantFrom('', ' ', '\r\n\t'), (members, space) => {
        const body = members.map(([key, value]) => `${space}${JSON.stringify(key)}${space}:${space}${value}${space}`);
        const text = `${space}{${space}${body.join(',')}}${space}`;
        const parsed = JSON.parse(text) as Record<string, unknown>;
        for (const [key] of members.filter(([key]) => key !== '__proto__')) {
          const span = memberSpan(text, key);
          expect(span && JSON.parse(text.slice(span.start, span.end))).toEqual(parsed[key]);
        }
        expect(memberSpan(text, 'a name that no member has')).toBeUndefined();
      }),
    );
  });

  it('of an array holds its elements, in order', () => {
    fc.assert(
      fc.property(fc.array(jsonText), fc.constantFrom('', ' \n'), (elements, space) => {
        const text = `${space}[${elements.map((element) => `${space}${element}${space}`).join(',')}${space}]`;
        expect(elementSpans(text).map(({ start, end }) => text.slice(start, end))).toEqual(elements);
      }),
    );
  });

  it('is found for a name that is written with escapes', () => {
    const text = '{"\\u0069d":12,"id2":3}';
    expect(memberSpan(text, 'id')).toEqual({ start: 11, end: 13 });
  });
});

describe('reading a message', () => {
  const kindOf = (text: string) => {
    const incoming = readIncoming(text);
    return incoming.kind === 'single' ? incoming.message.kind : incoming.kind;
  };

  it.each([
    ['{"jsonrpc":"2.0","id":1,"method":"x"}', 'request'],
    ['{"jsonrpc":"2.0","id":"","method":"x","params":[1]}', 'request'],
    ['{"jsonrpc":"2.0","method":"x"}', 'notification'],
    ['{"jsonrpc":"2.0","id":1,"result":null}', 'response'],
    ['{"jsonrpc":"2.0","id":1,"error":{"code":1,"message":"m"}}', 'response'],
    ['{"jsonrpc":"2.0","id":null,"error":{"code":1,"message":"m"}}', 'response'],
    ['{"jsonrpc":"2.0","error":{"code":1,"message":"m"}}', 'response'],
    ['{"jsonrpc":"2.0","id":null,"method":"x"}', 'invalid'],
    ['{"jsonrpc":"2.0","id":{},"method":"x"}', 'invalid'],
    ['{"jsonrpc":"2.0","id":true,"result":1}', 'invalid'],
    ['{"jsonrpc":"2.0","id":1,"method":7,"result":1}', 'invalid'],
    ['{"jsonrpc":"1.0","id":1,"method":"x"}', 'invalid'],
    ['{"id":1,"method":"x"}', 'invalid'],
    ['true', 'invalid'],
    ['[]', 'batch'],
    ['{', 'unreadable'],
    ['', 'unreadable'],
  ])('takes %s for what it is', (text, kind) => {
    expect(kindOf(text)).toBe(kind);
  });

  it('keeps a number as it was written, and the last of two ids', () => {
    const incoming = readIncoming(
      '{"id":1,"jsonrpc":"2.0","params":{"id":5},"method":"x","id": 12345678901234567890 }',
    );
    expect(incoming).toMatchObject({ message: { idText: '12345678901234567890' } });
  });

  it('keeps the text of each message in a batch', () => {
    const incoming = readIncoming('[ {"jsonrpc":"2.0","method":"a","params":{"n":1.0}} ,\n[1]]');
    expect(incoming).toMatchObject({
      messages: [
        { kind: 'notification', text: '{"jsonrpc":"2.0","method":"a","params":{"n":1.0}}' },
        { kind: 'invalid', text: '[1]' },
      ],
    });
  });
});

describe('an answer', () => {
  const answer = (request: string, response: string) => {
    const [asked, answered] = [readIncoming(request), readIncoming(response)];
    if (asked.kind !== 'single' || asked.message.kind !== 'request') throw new Error('no request');
    if (answered.kind !== 'single' || answered.message.kind !== 'response') throw new Error('no response');
    return answerTo(asked.message, answered.message);
  };

  it.each([
    [
      '9007199254740993',
      '{"jsonrpc":"2.0","result":{"id":9007199254740992},"id":9007199254740992}',
      '{"jsonrpc":"2.0","result":{"id":9007199254740992},"id":9007199254740993}',
    ],
    ['1', '{"jsonrpc":"2.0","id":null,"error":{}}', '{"jsonrpc":"2.0","id":1,"error":{}}'],
    ['"$&"', ' {"jsonrpc":"2.0","error":{}}', ' {"id":"$&","jsonrpc":"2.0","error":{}}'],
    ['1', '{"jsonrpc":"2.0", "id": 1,"result":1.50}', '{"jsonrpc":"2.0", "id": 1,"result":1.50}'],
  ])('to a request with id %s carries that id, and nothing else is touched', (id, response, expected) => {
    expect(answer(`{"jsonrpc":"2.0","id":${id},"method":"x"}`, response)).toBe(expected);
  });

  it('is written on one line with the same meaning', () => {
    fc.assert(
      fc.property(fc.jsonValue(), fc.constantFrom('\n', '\r\n', '\r'), (value, end) => {
        const line = asLine(JSON.stringify(value, null, 2).replaceAll('\n', end));
        expect(line).not.toMatch(/[\r\n]/);
        expect(JSON.parse(line)).toEqual(JSON.parse(JSON.stringify(value)));
      }),
    );
  });
});
