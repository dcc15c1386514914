/** The gate for host tokens against everything that is not a good token. */
import assert from 'node:assert/strict';
import { createHmac } from 'node:crypto';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { after, before, describe, it, mock } from 'node:test';
import { base64url, exportJWK, exportSPKI, generateKeyPair, SignJWT, type CryptoKey, type JWTPayload } from 'jose';
import { sessionOf, type Visitor } from '../../src/server/gate.ts';
import { hostTokenGate, type HostTokenOptions } from '../../src/server/host-token.ts';

const secret = 'the-secret-of-the-host-32-bytes-long';
const key = new TextEncoder().encode(secret);
const issuer = 'https://shop.example';
const audience = 'helpdock';
const now = Date.UTC(2026, 10, 22, 12);
const seconds = now / 1000;
const options: HostTokenOptions = { issuer, audience, secret, now: () => now };

const good = {
  iss: issuer,
  aud: audience,
  sub: 'customer-7',
  email: 'Anna@Example.com',
  name: 'Anna',
  iat: seconds - 60,
  exp: seconds + 600,
};

/** A good token but for the given claims; `undefined` leaves one out. */
function tokenWith(claims: JWTPayload = {}, header: { alg: string; [name: string]: unknown } = { alg: 'HS256' }) {
  return new SignJWT({ ...good, ...claims }).setProtectedHeader(header).sign(key);
}

/** A token put together by hand, as a forger would. */
function forged(header: object, claims: object, signature: (input: string) => string): string {
  const input = `${base64url.encode(JSON.stringify(header))}.${base64url.encode(JSON.stringify(claims))}`;
  return `${input}.${signature(input)}`;
}

function requestWith(headers: Record<string, string>): Request {
  return new Request('https://help.example/v1/session', { headers });
}

const bearing = (token: string) => requestWith({ authorization: `Bearer ${token}` });
const told = (visitor: Visitor) => (visitor.kind === 'anonymous' ? visitor.because : visitor.customer);

async function judged(token: string, more: Partial<HostTokenOptions> = {}) {
  return told(await hostTokenGate({ ...options, ...more }).identify(bearing(token)));
}

describe('a host token', () => {
  it('lets in the customer it names, with the address in lower case', async () => {
    const anna = { subject: 'customer-7', email: 'anna@example.com', name: 'Anna' };
    assert.deepEqual(await judged(await tokenWith()), anna);
    assert.deepEqual(await judged(await tokenWith({ aud: ['other', audience] })), anna);
  });

  it('gives no ownership of an address that the host does not vouch for', async () => {
    for (const verified of [false, 'false']) {
      const visitor = await judged(await tokenWith({ email_verified: verified }));
      assert.deepEqual(visitor, { subject: 'customer-7', name: 'Anna' });
    }
    assert.deepEqual(sessionOf({ kind: 'user', customer: { subject: 'customer-7' } }), {
      kind: 'user',
      subject: 'customer-7',
    });
  });

  it('may leave out the name, and a name that is none is ignored', async () => {
    for (const name of [undefined, 7, '', '\u202e\n'])
      assert.deepEqual(await judged(await tokenWith({ name })), { subject: 'customer-7', email: 'anna@example.com' });
  });

  it('is told apart when it has run out and all else is good', async () => {
    assert.equal(await judged(await tokenWith({ iat: seconds - 900, exp: seconds - 60 })), 'expired');
  });

  it('is still good within thirty seconds of tolerance, on both ends', async () => {
    for (const claims of [{ exp: seconds - 29 }, { iat: seconds + 29 }, { nbf: seconds + 29 }]) {
      assert.equal(typeof (await judged(await tokenWith(claims))), 'object', JSON.stringify(claims));
    }
  });

  const refused: [string, JWTPayload][] = [
    ['of another issuer', { iss: 'https://evil.example' }],
    ['without an issuer', { iss: undefined }],
    ['for another audience', { aud: 'another' }],
    ['without an audience', { aud: undefined }],
    ['that never ends', { exp: undefined }],
    ['without a subject', { sub: undefined }],
    ['with an empty subject', { sub: '' }],
    ['with a subject of 256 characters', { sub: 'x'.repeat(256) }],
    ['with a control character in the subject', { sub: 'customer-7\0' }],
    ['without an address', { email: undefined }],
    ['with an address that is none', { email: 'anna' }],
    ['with two addresses in one', { email: 'anna@example.com,eve@evil.example' }],
    ['with a line break in the address', { email: 'anna@example.com\nbcc: eve@evil.example' }],
    ['with an address of 300 characters', { email: `${'a'.repeat(290)}@example.com` }],
    ['that is good for more than a day', { iat: seconds, exp: seconds + 86_401 }],
    ['that is good for more than a day, counted from now', { iat: undefined, exp: seconds + 86_431 }],
    ['from the future', { iat: seconds + 31 }],
    ['not to be used yet', { nbf: seconds + 31 }],
    ['that has run out and is of another issuer', { exp: seconds - 60, iss: 'https://evil.example' }],
    ['that has run out and is for another audience', { exp: seconds - 60, aud: 'another' }],
    ['that has run out and names nobody', { exp: seconds - 60, sub: '' }],
  ];
  for (const [what, claims] of refused) {
    it(`${what} is refused`, async () => {
      assert.equal(await judged(await tokenWith(claims)), 'refused');
    });
  }

  it('signed with another secret is refused, whether or not it has run out', async () => {
    const token = (exp: number) =>
      new SignJWT({ ...good, exp }).setProtectedHeader({ alg: 'HS256' }).sign(new TextEncoder().encode('x'.repeat(32)));
    assert.equal(await judged(await token(good.exp)), 'refused');
    assert.equal(await judged(await token(seconds - 60)), 'refused');
  });

  it('without a signature is refused, however "none" is written', async () => {
    for (const alg of ['none', 'None', 'NONE', 'nOnE', '', undefined]) {
      assert.equal(await judged(forged({ alg }, good, () => '')), 'refused');
    }
  });

  it('signed with another algorithm of the same secret is refused', async () => {
    for (const alg of ['HS384', 'HS512']) assert.equal(await judged(await tokenWith({}, { alg })), 'refused');
  });

  it('that was changed after signing is refused', async () => {
    const [header = '', , signature = ''] = (await tokenWith()).split('.');
    const payload = base64url.encode(JSON.stringify({ ...good, sub: 'customer-8' }));
    assert.equal(await judged(`${header}.${payload}.${signature}`), 'refused');
  });

  it('with a header that asks for more than we understand is refused', async () => {
    const sign = (input: string) => createHmac('sha256', key).update(input).digest('base64url');
    const crit = { alg: 'HS256', crit: ['exp'], exp: 1 };
    assert.equal(await judged(forged(crit, good, sign)), 'refused');
    assert.equal(typeof (await judged(forged({ alg: 'HS256' }, good, sign))), 'object');
  });

  it('that is none, or far too long, is refused', async () => {
    for (const token of ['x', '..', 'a.b', 'a.b.c', '{}', 'x'.repeat(9000), `${await tokenWith()}x`]) {
      assert.equal(await judged(token), 'refused', token.slice(0, 20));
    }
  });
});

describe('where a token travels', () => {
  const gate = hostTokenGate({ ...options, cookie: '__Host-support' });

  it('is the header, or the cookie, and the header wins', async () => {
    const [one, two] = [await tokenWith({ sub: 'one' }), await tokenWith({ sub: 'two' })];
    const subjectOf = async (headers: Record<string, string>) => {
      const visitor = await gate.identify(requestWith(headers));
      return visitor.kind === 'anonymous' ? visitor.because : visitor.customer.subject;
    };
    assert.equal(await subjectOf({ cookie: `a=b; __Host-support=${one}; c=d` }), 'one');
    assert.equal(await subjectOf({ cookie: `__Host-support="${one}"` }), 'one');
    assert.equal(await subjectOf({ cookie: `__Host-support=${one}`, authorization: `bearer ${two}` }), 'two');
    assert.equal(await subjectOf({ cookie: `__Host-support=${one}`, authorization: 'Bearer rubbish' }), 'refused');
    assert.equal(await subjectOf({ cookie: `__Host-support=${one}`, authorization: 'Bearer' }), 'refused');
    assert.equal(await subjectOf({ cookie: `__Host-support=${one}`, authorization: 'Basic YTpi' }), 'one');
  });

  it('may not be two cookies of the same name', async () => {
    const [one, two] = [await tokenWith({ sub: 'one' }), await tokenWith({ sub: 'two' })];
    const cookie = `__Host-support=${one}; __Host-support=${two}`;
    assert.equal(told(await gate.identify(requestWith({ cookie }))), 'refused');
  });

  it('is no cookie where the gate was told of none', async () => {
    const request = requestWith({ cookie: `__Host-support=${await tokenWith()}` });
    assert.equal(told(await hostTokenGate(options).identify(request)), 'absent');
    assert.equal(hostTokenGate(options).usesCookie(request), false);
  });

  it('decides whether the rules against forged requests apply', () => {
    assert.equal(gate.usesCookie(requestWith({ cookie: '__Host-support=x' })), true);
    assert.equal(gate.usesCookie(requestWith({ cookie: '__Host-support=x', authorization: 'Bearer y' })), false);
    assert.equal(gate.usesCookie(requestWith({ cookie: 'x__Host-support=x' })), false);
    assert.equal(gate.usesCookie(requestWith({})), false);
  });

  it('is ended by signing out where it is a cookie', async () => {
    const { 'set-cookie': set = '' } = await gate.signOut(requestWith({ cookie: '__Host-support=x' }));
    assert.match(set, /^__Host-support=; Path=\/; Max-Age=0; HttpOnly; Secure/);
    assert.deepEqual(await gate.signOut(requestWith({})), {});
  });
});

describe('a gate that is set up wrongly', () => {
  const wrong: [string, Partial<HostTokenOptions>][] = [
    ['has neither secret nor keys', { secret: undefined }],
    ['has both', { jwksUrl: 'https://shop.example/keys' }],
    ['has a short secret', { secret: 'x'.repeat(31) }],
    ['fetches keys without protection', { secret: undefined, jwksUrl: 'http://shop.example/keys' }],
  ];
  for (const [what, more] of wrong) {
    it(`does not start when it ${what}`, () => {
      assert.throws(() => hostTokenGate({ ...options, ...more }), TypeError);
    });
  }
});

describe('published keys', () => {
  interface Published {
    kid: string;
    alg: string;
    privateKey: CryptoKey;
    publicKey: CryptoKey;
  }
  let server: Server;
  let url = '';
  let keys: Published[] = [];
  let answer: 'keys' | 'error' | 'rubbish' = 'keys';
  let fetched = 0;

  const newKey = async (kid: string, alg = 'EdDSA'): Promise<Published> => ({
    kid,
    alg,
    ...(await generateKeyPair(alg, { extractable: true })),
  });
  const signedBy = ({ kid, alg, privateKey }: Published, claims: JWTPayload = {}) =>
    new SignJWT({ ...good, ...claims }).setProtectedHeader({ alg, kid }).sign(privateKey);
  const gateOf = () => hostTokenGate({ issuer, audience, jwksUrl: url, now: () => now });

  before(async () => {
    server = createServer((_, response) => {
      fetched += 1;
      const published = keys.map(async ({ kid, alg, publicKey }) => ({ ...(await exportJWK(publicKey)), kid, alg }));
      void Promise.all(published).then((list) => {
        response.writeHead(answer === 'error' ? 500 : 200, { 'content-type': 'application/json' });
        response.end(answer === 'rubbish' ? '<html>' : JSON.stringify({ keys: list }));
      });
    }).listen(0, '127.0.0.1');
    await new Promise((resolve) => server.once('listening', resolve));
    url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/keys`;
  });
  after(() => server.close());

  for (const alg of ['EdDSA', 'RS256', 'ES256']) {
    it(`verify a token signed with ${alg}`, async () => {
      keys = [await newKey('one', alg)];
      assert.equal(typeof told(await gateOf().identify(bearing(await signedBy(keys[0]!)))), 'object');
    });
  }

  it('do not verify a token of a key that is not among them', async () => {
    keys = [await newKey('one')];
    const stranger = await newKey('one');
    assert.equal(told(await gateOf().identify(bearing(await signedBy(stranger)))), 'refused');
  });

  it('are not taken for a shared secret', async () => {
    keys = [await newKey('one', 'RS256')];
    const pem = await exportSPKI(keys[0]!.publicKey);
    const jwk = JSON.stringify(await exportJWK(keys[0]!.publicKey));
    for (const mistaken of [pem, pem.trim(), jwk]) {
      const sign = (input: string) => createHmac('sha256', mistaken).update(input).digest('base64url');
      const token = forged({ alg: 'HS256', kid: 'one' }, good, sign);
      assert.equal(told(await gateOf().identify(bearing(token))), 'refused');
    }
  });

  it('do not let a token bring its own key, or name another place for it', async () => {
    keys = [await newKey('one')];
    const own = await newKey('own');
    const jwk = await exportJWK(own.publicKey);
    for (const header of [{ jwk }, { jku: 'https://evil.example/keys' }, { x5u: 'https://evil.example/chain' }]) {
      const token = await new SignJWT(good).setProtectedHeader({ alg: 'EdDSA', ...header }).sign(own.privateKey);
      assert.equal(told(await gateOf().identify(bearing(token))), 'refused');
    }
  });

  it('may be replaced: a new one is found, and the old one no longer counts', async () => {
    mock.timers.enable({ apis: ['Date'], now });
    try {
      const [first, second] = [await newKey('first'), await newKey('second')];
      keys = [first];
      const gate = gateOf();
      assert.equal(typeof told(await gate.identify(bearing(await signedBy(first)))), 'object');
      keys = [second];
      mock.timers.tick(31_000);
      assert.equal(typeof told(await gate.identify(bearing(await signedBy(second)))), 'object');
      assert.equal(told(await gate.identify(bearing(await signedBy(first)))), 'refused');
    } finally {
      mock.timers.reset();
    }
  });

  it('are fetched once for many tokens, and unknown key ids do not make it more', async () => {
    keys = [await newKey('one')];
    const gate = gateOf();
    fetched = 0;
    for (const _ of [1, 2, 3]) await gate.identify(bearing(await signedBy(keys[0]!)));
    for (const _ of [1, 2, 3]) await gate.identify(bearing(await signedBy(await newKey(crypto.randomUUID()))));
    assert.equal(fetched, 1);
  });

  for (const failure of ['error', 'rubbish'] as const) {
    it(`that cannot be read (${failure}) make the gate unavailable, for good tokens and for bad ones`, async () => {
      keys = [await newKey('one')];
      answer = failure;
      try {
        await assert.rejects(gateOf().identify(bearing(await signedBy(keys[0]!))), { code: 'unavailable' });
      } finally {
        answer = 'keys';
      }
      assert.equal(typeof told(await gateOf().identify(bearing(await signedBy(keys[0]!)))), 'object');
    });
  }

  it('that cannot be reached make the gate unavailable, but not for a visitor without a token', async () => {
    const closed = createServer().listen(0, '127.0.0.1');
    await new Promise((resolve) => closed.once('listening', resolve));
    const { port } = closed.address() as AddressInfo;
    await new Promise((resolve) => closed.close(resolve));
    const gate = hostTokenGate({ issuer, audience, jwksUrl: `http://127.0.0.1:${port}/keys`, now: () => now });
    await assert.rejects(gate.identify(bearing(await signedBy(await newKey('one')))), { code: 'unavailable' });
    assert.equal(told(await gate.identify(requestWith({}))), 'absent');
    assert.equal(told(await gate.identify(bearing(await tokenWith()))), 'refused');
  });
});
