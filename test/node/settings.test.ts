/** What an operator is told about settings: all faults at once, in words, and never a secret. */
import { strict as assert } from 'node:assert';
import { describe, it } from 'node:test';
import { nearestName } from '../../src/node/nearest-name.ts';
import { readSettings } from '../../src/node/settings.ts';
import { environment } from '../helpers/server-world.ts';

const secret = 'planted-secret-that-nobody-may-see';

function settingsOf(env: Record<string, string>, ...argv: string[]) {
  const { settings, faults } = readSettings({ ...environment, ...env }, argv);
  assert.ok(settings, JSON.stringify(faults));
  return settings;
}

function faultsOf(env: Record<string, string>, ...argv: string[]) {
  const { faults } = readSettings({ ...environment, ...env }, argv);
  assert.ok(faults, 'no fault was found');
  return faults;
}

describe('settings', () => {
  it('have sensible values when only the needed ones are given', () => {
    const { HELPDOCK_TOKEN_ISSUER, HELPDOCK_TOKEN_AUDIENCE, HELPDOCK_TOKEN_SECRET } = environment;
    const given = { HELPDOCK_TOKEN_ISSUER, HELPDOCK_TOKEN_AUDIENCE, HELPDOCK_TOKEN_SECRET };
    const { files, ...settings } = readSettings({ ...given, PATH: '/bin', HOME: '/root' }, []).settings ?? {};
    assert.ok(files);
    assert.deepEqual(settings, {
      host: '127.0.0.1',
      port: 8787,
      directory: './helpdock-data',
      base: '/v1',
      origins: [],
      proxies: 0,
      messageMaxLength: 10_000,
      reopenDays: 14,
      log: 'info',
      token: {
        issuer: 'https://shop.example',
        audience: 'helpdock',
        secret: HELPDOCK_TOKEN_SECRET,
        jwksUrl: undefined,
        cookie: undefined,
      },
    });
  });

  it('are all read from the environment', () => {
    const settings = settingsOf({
      HELPDOCK_HOST: '0.0.0.0',
      HELPDOCK_PORT: '80',
      HELPDOCK_DATA: '/var/lib/helpdock',
      DATABASE_URL: 'postgres://u:p@db.example:5432/help',
      HELPDOCK_BASE: '/',
      HELPDOCK_ORIGINS: 'https://shop.example, http://localhost:3000',
      HELPDOCK_TOKEN_SECRET: '',
      HELPDOCK_TOKEN_JWKS: 'https://shop.example/keys.json',
      HELPDOCK_TOKEN_COOKIE: '__Host-support',
      HELPDOCK_BRAND: ' Sklep Żabka ',
      HELPDOCK_MESSAGE_MAX_LENGTH: '100000',
      HELPDOCK_REOPEN_DAYS: '0',
      HELPDOCK_PROXIES: '2',
      HELPDOCK_LOG: 'silent',
    });
    assert.deepEqual(settings, {
      host: '0.0.0.0',
      port: 80,
      directory: '/var/lib/helpdock',
      databaseUrl: 'postgres://u:p@db.example:5432/help',
      base: '',
      origins: ['https://shop.example', 'http://localhost:3000'],
      proxies: 2,
      token: {
        issuer: 'https://shop.example',
        audience: 'helpdock',
        secret: undefined,
        jwksUrl: 'https://shop.example/keys.json',
        cookie: '__Host-support',
      },
      staffKey: environment.HELPDOCK_STAFF_KEY,
      brand: 'Sklep Żabka',
      messageMaxLength: 100_000,
      reopenDays: 0,
      log: 'silent',
    });
  });

  it('of the command line win over the environment, and HELPDOCK_PORT over PORT', () => {
    assert.equal(settingsOf({ HELPDOCK_PORT: '1', PORT: '2' }, '--port', '3').port, 3);
    assert.equal(settingsOf({ HELPDOCK_PORT: '1', PORT: '2' }).port, 1);
    assert.equal(settingsOf({ HELPDOCK_PORT: '', PORT: '2' }).port, 2);
    assert.equal(settingsOf({}, '--base=/help/v1', '--log=warn').base, '/help/v1');
  });

  const wrong: Record<string, string[]> = {
    HELPDOCK_HOST: ['two words', '-x', 'http://host', '1.2.3.4:80'],
    HELPDOCK_PORT: ['65536', '-1', '1.5', '0x10', 'http', ' 80', '99999999999'],
    DATABASE_URL: ['mysql://u:p@host/db', 'host:5432', 'not an address', `postgres://u:${secret}@[/x`],
    HELPDOCK_BASE: ['v1', '/v1/', '//v1', '/v 1', '/v1?x', '/..%2f'],
    HELPDOCK_ORIGINS: [
      '*',
      'https://shop.example/',
      'https://shop.example/path',
      'shop.example',
      'null',
      'https://*.example',
      ',',
      'HTTPS://SHOP.EXAMPLE',
      'ftp://shop.example',
    ],
    HELPDOCK_TOKEN_ISSUER: [' ', 'a\nb', 'x'.repeat(1001)],
    HELPDOCK_TOKEN_AUDIENCE: ['\t'],
    HELPDOCK_TOKEN_SECRET: ['short', 'x'.repeat(31), 'ż'.repeat(15)],
    HELPDOCK_TOKEN_COOKIE: ['a b', 'a=b', 'a;b', 'ż'],
    HELPDOCK_STAFF_KEY: ['short', 'x'.repeat(31), `${'x'.repeat(40)} y`],
    HELPDOCK_BRAND: ['   ', 'x'.repeat(101), 'a\u0000b'],
    HELPDOCK_MESSAGE_MAX_LENGTH: ['0', '100001', '1e3'],
    HELPDOCK_REOPEN_DAYS: ['-1', '3651', 'never'],
    HELPDOCK_PROXIES: ['-1', '11', 'all'],
    HELPDOCK_LOG: ['debug', 'INFO'],
  };
  for (const [name, values] of Object.entries(wrong)) {
    it(`${name} is refused where it cannot be meant`, () => {
      for (const value of values) {
        const faults = faultsOf({ [name]: value });
        assert.equal(faults.length, 1, `${value}: ${JSON.stringify(faults)}`);
        assert.ok(faults[0]?.setting.startsWith(name), JSON.stringify(faults));
        assert.notEqual(faults[0]?.expected, '');
      }
    });
  }

  it('accept published keys by https, and by http from this machine only', () => {
    const keys = (address: string) =>
      readSettings({ ...environment, HELPDOCK_TOKEN_SECRET: '' }, [`--token-jwks=${address}`]);
    for (const address of ['https://a.example/k', 'http://localhost:1/k', 'http://127.0.0.1/k', 'http://[::1]:9/k']) {
      assert.equal(keys(address).settings?.token.jwksUrl, address);
    }
    for (const address of ['http://a.example/k', 'ftp://a.example', 'keys.json', `https://u:${secret}@a.example/k`]) {
      assert.equal(keys(address).faults?.length, 1, address);
    }
  });

  it('tell what is missing, and a second way of checking tokens', () => {
    const missing = readSettings({}, []).faults?.map(({ setting, wrong: why }) => `${setting} ${why}`);
    assert.deepEqual(missing, [
      'HELPDOCK_TOKEN_ISSUER (--token-issuer) is missing',
      'HELPDOCK_TOKEN_AUDIENCE (--token-audience) is missing',
      'HELPDOCK_TOKEN_SECRET or HELPDOCK_TOKEN_JWKS (--token-jwks) is missing',
    ]);
    const both = faultsOf({ HELPDOCK_TOKEN_JWKS: 'https://shop.example/keys.json' });
    assert.deepEqual(
      both.map(({ wrong: why }) => why),
      ['are both given'],
    );
  });

  it('tell all faults at once', () => {
    const env = { HELPDOCK_PORT: 'x', HELPDOCK_LOG: 'loud', HELPDOCK_ORIGNS: '*', HELPDOCK_TOKEN_SECRET: 'short' };
    const faults = faultsOf(env, '--prot', '1', '--base', 'v1', '--brand');
    assert.deepEqual(
      faults.map(({ setting }) => setting),
      [
        '--prot',
        'Argument 2',
        'HELPDOCK_BRAND (--brand)',
        'HELPDOCK_ORIGNS',
        'HELPDOCK_PORT (--port)',
        'HELPDOCK_BASE (--base)',
        'HELPDOCK_LOG (--log)',
        'HELPDOCK_TOKEN_SECRET',
      ],
    );
  });

  it('suggest the name that a misspelt one was meant to be', () => {
    const expected = (env: Record<string, string>, ...argv: string[]) => faultsOf(env, ...argv)[0]?.expected;
    assert.equal(expected({ HELPDOCK_STAF_KEY: 'x' }), 'HELPDOCK_STAFF_KEY');
    assert.equal(expected({ HELPDOCK_DATABASE: 'x' }), 'a name that `helpdock --help` lists');
    assert.equal(expected({ helpdock_port: '1' }), 'HELPDOCK_PORT');
    assert.equal(expected({}, '--orgins=https://a.example'), '--origins');
    assert.equal(expected({}, '--colour=red'), 'a name that `helpdock --help` lists');
    assert.equal(nearestName('message-max-lenght', ['message-max-length', 'host']), 'message-max-length');
  });

  it('never repeat a secret, wherever it was put', () => {
    const env = {
      DATABASE_URL: `mysql://u:${secret}@host/db`,
      HELPDOCK_TOKEN_SECRET: secret.slice(0, 20),
      HELPDOCK_TOKEN_JWKS: `https://u:${secret}@host/keys`,
      HELPDOCK_STAFF_KEY: `${secret} with a space`,
      HELPDOCK_STAFFKEY: secret,
    };
    const argv = [
      `--token-secret=${secret}`,
      '--staff-key',
      secret,
      `--database-url=${secret}`,
      `--porrt=${secret}`,
      secret,
    ];
    const told = JSON.stringify(faultsOf(env, ...argv));
    assert.ok(!told.includes(secret.slice(0, 20)), told);
    assert.ok(
      told.includes('"--token-secret"') &&
        told.includes('"expected":"HELPDOCK_STAFF_KEY"') &&
        told.includes('"expected":"DATABASE_URL"'),
      told,
    );
  });
});
