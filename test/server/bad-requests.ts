/** Requests that no honest page sends, as tables. `:ticket` and `:event` stand for real ones of the visitor who asks. */

export interface BadRequest {
  what: string;
  method: string;
  path: string;
  headers?: Record<string, string>;
  body?: string | Uint8Array<ArrayBuffer>;
  /** What it must be refused with; any refusal will do where it is left out. */
  status?: number;
}

const json = { 'content-type': 'application/json' };

/** Writes of the contract with a body that would be taken. */
export const writes: readonly (readonly [method: string, path: string, body: Readonly<Record<string, unknown>>])[] = [
  ['POST', '/tickets/:ticket/messages', { clientId: 'bad-1', text: 'Bad', attachmentIds: [] }],
  ['PUT', '/tickets/:ticket/read', { upTo: ':event' }],
  ['PUT', '/tickets/:ticket/status', { to: 'solved' }],
];

const deep = (count: number) => '['.repeat(count) + ']'.repeat(count);
const deepObject = (count: number) => `${'{"a":'.repeat(count)}1${'}'.repeat(count)}`;
const bytes = (...values: number[]) => new Uint8Array(values);

/** Bodies that are no JSON at all, or not the JSON that was asked for. */
const unreadable: readonly [string, string | Uint8Array<ArrayBuffer>, number?][] = [
  ['nothing', ''],
  ['spaces', '   '],
  ['half of it', '{"clientId":"a","te'],
  ['two of it', '{}{}'],
  ['single quotes', "{'text':'x'}"],
  ['a comment', '{/* */}'],
  ['a trailing comma', '{"text":"x",}'],
  ['NaN', '{"text":NaN}'],
  ['undefined', 'undefined'],
  ['null', 'null'],
  ['true', 'true'],
  ['a number', '1e999'],
  ['a word', '"text"'],
  ['a list', '[]'],
  ['a list of it', '[{"clientId":"a","text":"x"}]'],
  ['an empty object', '{}'],
  ['a form', 'text=x&to=solved&upTo=e'],
  ['XML', '<?xml version="1.0"?><!DOCTYPE a [<!ENTITY b SYSTEM "file:///etc/passwd">]><a>&b;</a>'],
  ['NUL', '\0'],
  ['an invalid byte', bytes(0x7b, 0x22, 0xff, 0x22, 0x7d), 400],
  ['an overlong slash', bytes(0x22, 0xc0, 0xaf, 0x22), 400],
  ['a half letter', bytes(0x22, 0xe2, 0x82, 0x22), 400],
  ['a surrogate in UTF-8', bytes(0x22, 0xed, 0xa0, 0x80, 0x22), 400],
  ['UTF-16', bytes(0xff, 0xfe, 0x7b, 0x00, 0x7d, 0x00), 400],
  ['gzip', bytes(0x1f, 0x8b, 0x08, 0x00), 400],
  ['a deep list', deep(100_000), 400],
  ['an endless list', '['.repeat(200_000), 400],
  ['a deep object', deepObject(30_000), 400],
  ['a deep field', `{"text":${deep(50_000)},"to":${deep(10)},"upTo":${deepObject(10)}}`, 400],
  ['one byte too many', ' '.repeat(256 * 1024 + 1), 413],
  ['a megabyte', `{"text":"${'x'.repeat(1_000_000)}"}`, 413],
  ['its prototype', '{"__proto__":{"clientId":"p","text":"x","to":"solved","upTo":"e","polluted":true}}', 400],
  ['its constructor', '{"constructor":{"prototype":{"text":"x","polluted":true}}}', 400],
];

/** Values that no field of the contract takes. */
const strangeValues: readonly unknown[] = [
  null,
  true,
  0,
  -1,
  1e308,
  [],
  ['x'],
  {},
  { $ne: null },
  { toString: 'x' },
  [['x']],
];

/** Values that a text field takes and this one must not. */
const strangeIds = ['', 'x'.repeat(201), 'a b', 'ą', 'a\nb', 'a\0b', '\ud800', '\u202e'];

function writeRequest(
  [method, path]: (typeof writes)[number],
  what: string,
  body: string | Uint8Array<ArrayBuffer>,
  status?: number,
): BadRequest {
  return { what: `${method} ${path}: ${what}`, method, path, headers: json, body, ...(status && { status }) };
}

const bodies = writes.flatMap((write) => [
  ...unreadable.map(([what, body, status]) => writeRequest(write, what, body, status)),
  ...Object.keys(write[2]).flatMap((name) =>
    strangeValues
      // An empty list of files is what most replies have.
      .filter((value) => name !== 'attachmentIds' || JSON.stringify(value) !== '[]')
      .map((value) =>
        writeRequest(write, `${name} = ${JSON.stringify(value)}`, JSON.stringify({ ...write[2], [name]: value })),
      ),
  ),
]);

const rules: readonly BadRequest[] = [
  ...strangeIds.map((clientId) => ({ clientId, text: 'x' })),
  { clientId: 'r1', text: '' },
  { clientId: 'r2', text: ' \n\u200b' },
  { clientId: 'r3', text: '\0' },
  { clientId: 'r4', text: 'x'.repeat(10_001) },
  { clientId: 'r5', text: '\ud800'.repeat(10_001) },
  { clientId: 'r6', text: 'x', attachmentIds: ['at_1'] },
  { clientId: 'r7', text: '', attachmentIds: ['at_1'] },
  { clientId: 'r8', text: 'x', attachmentIds: Array.from({ length: 101 }, () => 'a') },
  { clientId: 'r9', text: 'x', attachmentIds: ['x'.repeat(201)] },
].map((body) => writeRequest(writes[0]!, JSON.stringify(body).slice(0, 60), JSON.stringify(body)));

const marks = [...strangeIds, 'ev_unknown', '%', '_', "' or 1=1 --", ':ticket'].map((upTo) =>
  writeRequest(writes[1]!, `upTo = ${JSON.stringify(upTo).slice(0, 40)}`, JSON.stringify({ upTo })),
);

const statuses = ['', 'closed', 'awaiting_reply', 'SOLVED', 'solved ', 'constructor', '__proto__'].map((to) =>
  writeRequest(writes[2]!, `to = ${JSON.stringify(to)}`, JSON.stringify({ to }), 400),
);

const queries = [
  ...['0', '-1', '101', '1.5', '1e2', '0x10', ' 5', '５', '', 'NaN', 'Infinity', '99999999999999999999', '1;2'].flatMap(
    (limit) => [`/tickets?limit=${limit}`, `/tickets/:ticket/events?limit=${limit}`],
  ),
  ...['', 'OPEN', 'open,closed', 'toString', '__proto__', '%00', '*'].map((filter) => `/tickets?filter=${filter}`),
  ...['', 'updated', 'updated_desc;drop', 'constructor', '%27'].map((sort) => `/tickets?sort=${sort}`),
  ...['', 'message', 'Status', 'status,note', 'status%20', 'toString', '__proto__'].map(
    (only) => `/tickets/:ticket/events?only=${only}`,
  ),
  '/tickets/:ticket/events?only=status&only=status',
  '/tickets?limit=1&limit=2',
  '/tickets?filter=all&filter=open',
  `/tickets?q=${'x'.repeat(201)}`,
  `/tickets/:ticket/events?before=x&after=x`,
  `/tickets/:ticket/events?before=x&before=y`,
].map((path): BadRequest => ({
  what: `GET ${path}`,
  method: 'GET',
  path,
  status: path.includes('before=x&after') ? 422 : 400,
}));

/** Things that are no cursors, some of which look like one. */
const cursors = [
  '',
  'x',
  'null',
  '%00',
  '%F0%9F%91%8D',
  'A'.repeat(513),
  'A'.repeat(5000),
  ...[
    '{}',
    '[]',
    'null',
    '{"seq":1}',
    '{"seq":1,"of":""}',
    '{"seq":-1,"of":"x"}',
    '{"seq":1e309,"of":"x"}',
    '{"at":0,"attention":0,"id":"a","of":"AAAAAAAAAAAAAAAA"}',
    '{"__proto__":{"seq":1,"of":"x"}}',
    deep(100),
  ].map((text) => Buffer.from(text).toString('base64url')),
].flatMap((cursor) =>
  [
    `/tickets?cursor=${cursor}`,
    `/tickets/:ticket/events?before=${cursor}`,
    `/tickets/:ticket/events?after=${cursor}`,
    `/tickets/:ticket/events?only=status&after=${cursor}`,
  ].map((path): BadRequest => ({ what: `GET ${path.slice(0, 80)}`, method: 'GET', path, status: 400 })),
);

/** Ids in a path that name no ticket of anybody. */
const ids = [
  '%00',
  'a%00b',
  '%ff',
  '%c0%af',
  '%ed%a0%80',
  '%2e%2e%2fconfig',
  '..%2f..%2fetc%2fpasswd',
  '%252e%252e',
  '%0d%0aSet-Cookie:%20a=b',
  "'%20or%201=1%20--",
  '1%3Bdrop%20table%20tickets',
  '%25',
  '_',
  '*',
  '__proto__',
  'constructor',
  '%E2%80%AE',
  '%F0%9F%91%8D',
  'x'.repeat(201),
  'x'.repeat(8000),
  '10001',
  'undefined',
  'null',
  '[object%20Object]',
  '$%7Bjndi:ldap:%7D',
].flatMap((id): BadRequest[] => [
  { what: `GET the ticket ${id.slice(0, 40)}`, method: 'GET', path: `/tickets/${id}`, status: 404 },
  { what: `GET the events of ${id.slice(0, 40)}`, method: 'GET', path: `/tickets/${id}/events`, status: 404 },
  {
    what: `reply to ${id.slice(0, 40)}`,
    method: 'POST',
    path: `/tickets/${id}/messages`,
    headers: json,
    body: '{"clientId":"i","text":"x"}',
    status: 404,
  },
]);

const paths = [
  ...[
    '/',
    '//',
    '/tickets/',
    '/tickets//events',
    '/ticket',
    '/tickets/:ticket/',
    '/tickets/:ticket/notes',
    '/.env',
    '/v1/config',
  ],
  ...[
    '/config/',
    '/config%00',
    '/CONFIG',
    '/config.json',
    '/..%2fconfig',
    '/tickets/:ticket/messages/ev',
    '/staff',
    '/staff/',
  ],
  ...['/%2e%2e/%2e%2e/etc/passwd', '/index.php', '/tickets/:ticket/read/', '/session/x', '/unread?x/../y/', '/%'],
].filter((path) => !path.startsWith('/unread'));

const unknownPaths = paths.map((path): BadRequest => ({ what: `GET ${path}`, method: 'GET', path, status: 404 }));

const methods = [
  ['PATCH', '/tickets'],
  ['DELETE', '/tickets/:ticket'],
  ['PUT', '/tickets/:ticket'],
  ['POST', '/config'],
  ['GET', '/tickets/:ticket/messages'],
  ['HEAD', '/tickets/:ticket/messages'],
  ['GET', '/tickets/:ticket/status'],
  ['PATCH', '/tickets/:ticket/status'],
  ['PROPFIND', '/tickets'],
  ['BREW', '/config'],
].map(([method = '', path = '']): BadRequest => ({ what: `${method} ${path}`, method, path, status: 405 }));

const headers = (
  [
    ['support-contract', ['2', '0', '', 'x', '1x', '11', '-1', ' ', 'v1']],
    [
      'idempotency-key',
      ['', 'bare', '"', '"a', 'a"', '"a"b"', '"\\x"', '""', '" "', `"${'x'.repeat(201)}"`, '"\u00e9"', '"a", "b"'],
    ],
    [
      'if-match',
      ['', 'bare', '"', '"a', '"a" "b"', '"a", "b"', 'W/', '""x', `"${'x'.repeat(300)}"`, 'W/"2"', '"nope"'],
    ],
    ['content-encoding', ['gzip', 'br', 'deflate', 'x', 'gzip, identity']],
    ['content-type', ['text/plain', 'application/json; charset=latin1', 'multipart/form-data', 'application/jsonp']],
  ] as const
).flatMap(([name, values]) =>
  values.map((value): BadRequest => {
    const [method, path, body] = name === 'idempotency-key' ? writes[0]! : writes[2]!;
    const key = { ...body, ...(name === 'idempotency-key' && { clientId: 'header-key' }) };
    const request = { method, path, headers: { ...json, [name]: value }, body: JSON.stringify(key) };
    return { what: `${name}: ${value.slice(0, 30)}`, ...request };
  }),
);

/** All of them. */
export const badRequests: readonly BadRequest[] = [
  ...bodies,
  ...rules,
  ...marks,
  ...statuses,
  ...queries,
  ...cursors,
  ...ids,
  ...unknownPaths,
  ...methods,
  ...headers,
];
