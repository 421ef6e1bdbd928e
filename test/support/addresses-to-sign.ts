/** Paths and queries that any signer gets right, with what the function sees of them. */
export const PLAIN: readonly (readonly [target: string, path: string, query: string[][]])[] = [
  ['', '/', []],
  ['/', '/', []],
  ['/mcp', '/mcp', []],
  ['/mcp/', '/mcp/', []],
  ['/~x/-_.', '/~x/-_.', []],
  ['/a/./b/../mcp', '/a/mcp', []],
  ['?a=', '/', [['a', '']]],
  [
    '?A=1&a=2',
    '/',
    [
      ['A', '1'],
      ['a', '2'],
    ],
  ],
  [
    '?a=1&a=2',
    '/',
    [
      ['a', '1'],
      ['a', '2'],
    ],
  ],
  ['?a=~-_.', '/', [['a', '~-_.']]],
  ['?a=b%20c', '/', [['a', 'b c']]],
  ['?a=b%2Bc', '/', [['a', 'b+c']]],
  ['?a=%2F%3D%26', '/', [['a', '/=&']]],
  ['?é=ж', '/', [['é', 'ж']]],
];

/** What a signer has to encode again, sort or leave out. Not every release of curl does. */
export const ODD: typeof PLAIN = [
  ['/a b', '/a%20b', []],
  ['/a%20b', '/a%20b', []],
  ['/a%25b', '/a%25b', []],
  ['/%7Ex', '/~x', []],
  ['/é/ж', '/%C3%A9/%D0%B6', []],
  // API Gateway hands the rest of the path on decoded.
  ['/a%2Fb', '/a/b', []],
  ['/a%2fb', '/a/b', []],
  ['//a', '//a', []],
  ['/a//b', '/a//b', []],
  ['/a;b=c', '/a%3Bb%3Dc', []],
  ['/a:b@c,d', '/a%3Ab%40c%2Cd', []],
  ["/a'b(c)!*", "/a'b(c)!*", []],
  ['/a+b', '/a%2Bb', []],
  ['/[x]$', '/%5Bx%5D%24', []],
  [
    '?b=2&a=1',
    '/',
    [
      ['b', '2'],
      ['a', '1'],
    ],
  ],
  [
    '?a=2&a=1',
    '/',
    [
      ['a', '2'],
      ['a', '1'],
    ],
  ],
  [
    '?a-b=1&a=2',
    '/',
    [
      ['a-b', '1'],
      ['a', '2'],
    ],
  ],
  ['?a', '/', [['a', '']]],
  ['?&&a=1', '/', [['a', '1']]],
  ['?%61=1', '/', [['a', '1']]],
  ['?a=b=c', '/', [['a', 'b=c']]],
  ['?a=b;c', '/', [['a', 'b;c']]],
  ['?a=/', '/', [['a', '/']]],
  ["?a='()*!", '/', [['a', "'()*!"]]],
  ['?a=%zz', '/', [['a', '%zz']]],
];

/** With what arrives of them. */
export const HEADER_VALUES = [
  ['plain', 'plain'],
  ['two   inner    runs', 'two   inner    runs'],
  ['  around  ', 'around'],
  ['a\tb', 'a\tb'],
  ['\taround\t', 'around'],
  ['a, b;c=d', 'a, b;c=d'],
  ['"quoted   text"', '"quoted   text"'],
] as const;
