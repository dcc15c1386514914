/** The door for people without an account as a server with mail settings opens it: from the mail to the code. */
import { strict as assert } from 'node:assert';
import { after, describe, it } from 'node:test';
import { simpleParser } from 'mailparser';
import { readSettings, serve } from '../../src/node/index.ts';
import { startMailServer } from '../helpers/mail-server.ts';
import { temporaryFolder } from '../helpers/server-folders.ts';
import { call, environment, staffKey } from '../helpers/server-world.ts';

const ends: (() => Promise<void>)[] = [];
after(() => Promise.all(ends.map((end) => end())));

async function started(env: Record<string, string>) {
  const mails = await startMailServer();
  const { settings, faults } = readSettings(
    {
      ...environment,
      HELPDOCK_DATA: temporaryFolder(),
      HELPDOCK_SMTP_URL: `smtp://127.0.0.1:${mails.port}`,
      HELPDOCK_MAIL_FROM: 'help@shop.example',
      HELPDOCK_PAGE: 'https://shop.example/help',
      HELPDOCK_KEY: 'a key of the server that has 32 bytes or more',
      ...env,
    },
    [],
  );
  assert.ok(settings, JSON.stringify(faults));
  const server = await serve(settings, { log: () => undefined });
  ends.push(async () => {
    await server.close();
    await mails.close();
  });
  /** The team writes to somebody; resolves with the token of the mailed link. */
  const linkFor = async (email: string): Promise<string> => {
    const body = { customer: { email }, subject: 'Lamp', text: 'We looked into it.', from: 'support' };
    const count = mails.deliveries.length + 1;
    assert.equal((await call(server.url, staffKey, { method: 'POST', path: '/staff/tickets', body })).status, 201);
    const { text = '' } = await simpleParser((await mails.delivered(count)).at(-1)?.raw ?? '');
    return /#support\/g\/([\w-]{43})$/m.exec(text)?.[1] ?? '';
  };
  /** A visitor behind the proxy asks for a code. */
  const askForCode = async (link: string, forwardedFor: string): Promise<number> => {
    const headers = { 'content-type': 'application/json', 'x-forwarded-for': forwardedFor };
    const response = await fetch(`${server.url}/v1/guest/challenges`, {
      method: 'POST',
      headers,
      body: JSON.stringify({ link }),
    });
    return response.status;
  };
  return { linkFor, askForCode };
}

describe('a server with mail settings', () => {
  it('counts codes by the network that its proxy names', async () => {
    const { linkFor, askForCode } = await started({
      HELPDOCK_PROXIES: '1',
      HELPDOCK_GUEST_SENDS_PER_NETWORK: '1/1h',
    });
    const [ola, jan] = [await linkFor('ola@poczta.example'), await linkFor('jan@poczta.example')];
    assert.equal(await askForCode(ola, '198.51.100.1'), 202);
    assert.equal(await askForCode(jan, '203.0.113.9, 198.51.100.1'), 429);
    assert.equal(await askForCode(jan, '198.51.100.1, 203.0.113.9'), 202);
  });

  it('counts codes by connection where no proxy is trusted', async () => {
    const { linkFor, askForCode } = await started({ HELPDOCK_GUEST_SENDS_PER_NETWORK: '1/1h' });
    const [ola, jan] = [await linkFor('ola@poczta.example'), await linkFor('jan@poczta.example')];
    assert.equal(await askForCode(ola, '198.51.100.1'), 202);
    assert.equal(await askForCode(jan, '203.0.113.9'), 429);
  });
});
