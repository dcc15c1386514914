/** The server process as its operator and the machinery around it see it. */
import { strict as assert } from 'node:assert';
import { once } from 'node:events';
import { Agent, request as httpRequest, type IncomingMessage } from 'node:http';
import { after, describe, it } from 'node:test';
import { text as textOf } from 'node:stream/consumers';
import {
  readSettings,
  serve,
  StartError,
  type RunningServer,
  type ServerLogEntry,
  type Settings,
} from '../../src/node/index.ts';
import { startPostgres } from '../helpers/postgres.ts';
import { temporaryFolder } from '../helpers/server-folders.ts';
import { startCommand } from '../helpers/server-process.ts';
import { call, environment, hostToken, openTicket, readMessages, reply, staffKey } from '../helpers/server-world.ts';

function settingsWith(env: Record<string, string> = {}): Settings {
  const { settings } = readSettings({ ...environment, HELPDOCK_DATA: temporaryFolder(), ...env }, []);
  assert.ok(settings);
  return settings;
}

const servers: RunningServer[] = [];
after(() => Promise.all(servers.map((server) => server.close())));

async function started(settings: Settings) {
  const entries: ServerLogEntry[] = [];
  const server = await serve(settings, { log: (entry) => entries.push(entry) });
  servers.push(server);
  return { entries, server };
}

describe('a running server', () => {
  it('says that it is alive and ready, outside of the API', async () => {
    const { server, entries } = await started(settingsWith());
    for (const [path, status] of [
      ['/healthz', 'alive'],
      ['/readyz', 'ready'],
    ] as const) {
      const response = await fetch(server.url + path);
      assert.deepEqual([response.status, await response.json()], [200, { status }]);
      assert.equal(response.headers.get('cache-control'), 'no-store');
      assert.equal((await fetch(server.url + path, { method: 'HEAD' })).status, 200);
      assert.equal((await fetch(server.url + path, { method: 'POST' })).status, 405);
    }
    assert.equal((await fetch(`${server.url}/v1/config`)).status, 200);
    await server.close();
    assert.deepEqual(
      entries.map(({ event }) => event),
      ['ready', 'request', 'stopping', 'stopped'],
    );
  });

  it('serves the API below the base that it was given, with the brand and the limits', async () => {
    const env = { HELPDOCK_BASE: '/help/api', HELPDOCK_BRAND: 'Sklep', HELPDOCK_MESSAGE_MAX_LENGTH: '5' };
    const { server } = await started(settingsWith(env));
    const config = (await (await fetch(`${server.url}/help/api/config`)).json()) as {
      brand: unknown;
      limits: { messageMaxLength: number };
    };
    assert.deepEqual([config.brand, config.limits.messageMaxLength], [{ name: 'Sklep' }, 5]);
    assert.equal((await fetch(`${server.url}/v1/config`)).status, 404);
    await server.close();
  });

  it('has no staff API without a staff key', async () => {
    const { server } = await started(settingsWith({ HELPDOCK_STAFF_KEY: '' }));
    assert.equal((await call(server.url, staffKey, { method: 'GET', path: '/staff/tickets' })).status, 404);
    await server.close();
  });

  it('finishes a running request when it is told to stop, and takes no new one', async () => {
    const settings = settingsWith();
    const { server } = await started(settings);
    const token = await hostToken('ola');
    const ticketId = await openTicket(server.url, 'ola');
    const agent = new Agent({ keepAlive: true });
    const sending = httpRequest(`${server.url}/v1/tickets/${ticketId}/messages`, {
      method: 'POST',
      agent,
      headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json', expect: '100-continue' },
    });
    sending.flushHeaders();
    await once(sending, 'continue');
    const closing = server.close();
    await assert.rejects(fetch(`${server.url}/healthz`));
    sending.end(JSON.stringify({ clientId: 'last-words', text: 'before you go', attachmentIds: [] }));
    const [response] = (await once(sending, 'response')) as [IncomingMessage];
    assert.equal(response.statusCode, 201, await textOf(response));
    await closing;
    await server.close();
    agent.destroy();
    const again = await started(settings);
    const messages = await readMessages(again.server.url, token, ticketId);
    assert.deepEqual(
      messages.map(({ text }) => text),
      ['How can we help?', 'before you go'],
    );
    await again.server.close();
  });

  it('is not kept from stopping by connections on which nothing happens', async () => {
    const { server, entries } = await started(settingsWith());
    const agent = new Agent({ keepAlive: true });
    const asking = httpRequest(`${server.url}/healthz`, { agent }).end();
    const [response] = (await once(asking, 'response')) as [IncomingMessage];
    await textOf(response);
    await server.close();
    assert.ok(!entries.some(({ event }) => event === 'connections_cut'));
    agent.destroy();
  });
});

describe('starting', () => {
  it('on a taken port fails with one sentence and lets go of the database', async () => {
    const { server } = await started(settingsWith());
    const { port } = new URL(server.url);
    const settings = settingsWith({ HELPDOCK_PORT: port });
    await assert.rejects(started(settings), new StartError(`Port ${port} of 127.0.0.1 is in use by another process.`));
    const other = await started({ ...settings, port: 0 });
    await Promise.all([server.close(), other.server.close()]);
  });

  it('a second process on one directory fails at once with one sentence', async () => {
    const env = { ...environment, HELPDOCK_DATA: temporaryFolder() };
    const first = startCommand(['serve'], env);
    await first.ready;
    const second = await startCommand(['serve'], env).ended;
    assert.deepEqual([second.code, second.stdout], [1, '']);
    assert.equal(second.stderr, `The directory ${env.HELPDOCK_DATA} is in use by another process.\n`);
    assert.equal((await fetch(`${await first.ready}/readyz`)).status, 200);
    first.child.kill('SIGKILL');
    await first.ended;
    const third = startCommand(['serve'], env);
    await third.ready;
    third.child.kill('SIGTERM');
    assert.equal((await third.ended).code, 0);
  });

  it('with wrong settings lists all of them and ends with code 2', async () => {
    const { code, stdout, stderr } = await startCommand(['serve', '--prot=1', '--log', 'loud'], { HELPDOCK_PORT: 'x' })
      .ended;
    assert.deepEqual([code, stdout], [2, '']);
    assert.equal(stderr.trimEnd().split('\n').length, 6, stderr);
  });

  it('shows help and version, and refuses any other command', async () => {
    const [help, version, none] = await Promise.all([
      startCommand(['serve', '--help']).ended,
      startCommand(['--version']).ended,
      startCommand(['serf']).ended,
    ]);
    assert.equal(help.code, 0);
    for (const name of ['--port, HELPDOCK_PORT, PORT', 'DATABASE_URL', 'HELPDOCK_TOKEN_SECRET', '--reopen-days']) {
      assert.ok(help.stdout.includes(name), name);
    }
    assert.match(version.stdout, /^\d+\.\d+\.\d+\n$/);
    assert.deepEqual([none.code, none.stdout], [2, '']);
  });

  for (const signal of ['SIGTERM', 'SIGINT'] as const) {
    it(`ends in order on ${signal}`, async () => {
      const { child, ready, ended } = startCommand(['serve'], {
        ...environment,
        HELPDOCK_DATA: temporaryFolder(),
      });
      await ready;
      child.kill(signal);
      const { code, stdout, stderr } = await ended;
      const events = stdout
        .trim()
        .split('\n')
        .map((line) => (JSON.parse(line) as { event: string }).event);
      assert.deepEqual([code, stderr, events], [0, '', ['ready', 'stopping', 'stopped']]);
    });
  }
});

const postgres = await startPostgres();
after(async () => {
  if (!('missing' in postgres)) await postgres.remove();
});

describe('over Postgres', { skip: 'missing' in postgres ? postgres.missing : false }, () => {
  if ('missing' in postgres) return;

  /** Waits until the server answers so; the test's own end is the limit. */
  async function answersWith(url: string, status: number): Promise<void> {
    while ((await fetch(url)).status !== status);
  }

  it('is not ready while the database is away, and comes back by itself', async () => {
    const { server, entries } = await started(settingsWith({ DATABASE_URL: await postgres.newDatabase() }));
    const token = await hostToken('ola');
    const ticketId = await openTicket(server.url, 'ola');
    await postgres.stop();
    assert.equal((await fetch(`${server.url}/readyz`)).status, 503);
    assert.equal((await fetch(`${server.url}/healthz`)).status, 200);
    const refused = await reply(server.url, token, ticketId, 'k1', 'are you there?');
    assert.equal(refused.status, 503);
    assert.ok(Number(refused.headers.get('retry-after')) > 0);
    assert.equal(((await refused.json()) as { code: string }).code, 'unavailable');
    await postgres.start();
    await answersWith(`${server.url}/readyz`, 200);
    assert.equal((await reply(server.url, token, ticketId, 'k1', 'are you there?')).status, 201);
    assert.deepEqual(
      (await readMessages(server.url, token, ticketId)).map(({ text }) => text),
      ['How can we help?', 'are you there?'],
    );
    assert.ok(entries.some(({ event }) => event === 'database_connection_lost'));
    await server.close();
  });

  it('logs neither words nor names, addresses, tokens, keys or passwords, whatever fails', async () => {
    const url = await postgres.newDatabase();
    const { child, ready, ended } = startCommand(['serve'], { ...environment, DATABASE_URL: url });
    const address = await ready;
    const token = await hostToken('planted-subject', 'planted-person@example.test');
    const ask = (method: string, path: string, body?: unknown) =>
      call(address, token, { method, path, body, key: 'planted-key' });
    const ticketId = await openTicket(address, 'planted-subject', 'planted words of the team');
    const everything = async () => {
      await reply(address, token, ticketId, crypto.randomUUID(), 'planted words of the customer');
      await ask('GET', '/tickets?q=planted-search');
      await ask('GET', `/tickets/planted-ticket/events`);
      await ask('POST', `/tickets/${ticketId}/messages`, { clientId: 'planted-client', text: 'planted\0\ud800' });
      await fetch(`${address}/v1/tickets`, {
        headers: { authorization: 'Bearer planted-token', cookie: 'a=planted-cookie' },
      });
      await fetch(`${address}/planted-path?planted=query`, { headers: { referer: 'https://planted.example' } });
      await call(address, `planted-${staffKey}`, { method: 'GET', path: '/staff/tickets' });
      await call(address, staffKey, { method: 'GET', path: '/staff/tickets?email=planted-person@example.test' });
      await fetch(`${address}/v1/staff/tickets`, {
        method: 'POST',
        body: '{"planted',
        headers: { authorization: `Bearer ${staffKey}`, 'content-type': 'application/json' },
      });
    };
    await everything();
    await postgres.stop();
    await everything();
    await postgres.start();
    child.kill('SIGTERM');
    const { stdout, stderr, code } = await ended;
    assert.deepEqual([code, stderr], [0, '']);
    const { password } = new URL(url);
    const secrets = [
      'planted',
      token,
      token.split('.')[2] ?? '',
      environment.HELPDOCK_TOKEN_SECRET,
      staffKey,
      password,
      '@',
      ticketId,
    ];
    for (const secret of secrets) assert.ok(!stdout.includes(secret), `${secret} is in the log`);
    const lines = stdout
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line) as Record<string, unknown>);
    const fields = new Set(lines.flatMap((line) => Object.keys(line)));
    const known = ['level', 'time', 'event', 'url', 'requestId', 'method', 'route', 'status', 'durationMs', 'error'];
    assert.deepEqual([...fields].sort(), known.sort());
    assert.ok(
      lines.some(({ status, error }) => status === 503 && error !== undefined),
      'a failure with its error',
    );
  });
});
