/** The guests' paths as a stranger meets them on the wire: scanners, guests who try other tickets, people who ask around. */
import { strict as assert } from 'node:assert';
import { describe, it } from 'node:test';
import {
  guestRoutes,
  pathOf,
  restRoutes,
  routes,
  staffFileRoutes,
  staffRoutes,
  type Route,
} from '../../src/contract/index.ts';
import type { LogEntry } from '../../src/server/log.ts';
import type { Repository } from '../../src/server/repository.ts';
import { memoryRepository } from '../../src/server/repositories/memory.ts';
import type { Backend, BackendOptions } from '../../src/testing/backend.ts';
import { createMemoryBackend } from '../../src/testing/memory-adapter.ts';
import { calmCall } from '../../src/testing/conformance/world.ts';
import { hour, minute, notThe } from './guest-world.ts';

const ola = { subject: 'ola', email: 'ola.nowak@poczta.example' };
const subject = 'The zebra on my invoice';
const text = 'It says seventeen zebras.';

interface Asked {
  body?: unknown;
  token?: string | undefined;
  headers?: Record<string, string>;
}

/** A ticket of Ola's with a link to it, and a way to call the server. */
async function world(options: Partial<BackendOptions> = {}) {
  const backend = createMemoryBackend(options);
  const ticketId = await opened(backend, ola);
  const send = (method: string, path: string, { body, token, headers = {} }: Asked = {}): Promise<Response> =>
    backend.handler(
      new Request(`http://helpdock.test/v1${path}`, {
        method,
        headers: {
          ...(body !== undefined && { 'content-type': 'application/json' }),
          ...(token && { authorization: `Bearer ${token}` }),
          ...headers,
        },
        ...(body !== undefined && { body: JSON.stringify(body) }),
      }),
    );
  const ask = (route: Route, params: Record<string, string> = {}, asked: Asked = {}) =>
    send(route.method, pathOf(route, params), asked);
  return { backend, ticketId, link: await backend.linkTo(ticketId), send, ask };
}

type World = Awaited<ReturnType<typeof world>>;

async function opened({ staffDesk }: Backend, customer: { subject?: string; email: string }): Promise<string> {
  const ticket = { customer, subject, text, from: 'customer' as const };
  return (await staffDesk.openTicket(ticket, calmCall())).value.id;
}

async function jsonOf(response: Response): Promise<Record<string, unknown>> {
  return (await response.json()) as Record<string, unknown>;
}

/** As a person does; resolves with the token of the session. */
async function comeIn({ ask, backend, link }: World): Promise<string> {
  const asked = await ask(guestRoutes.requestCode, {}, { body: { link } });
  assert.equal(asked.status, 202);
  const { challengeId } = await jsonOf(asked);
  const code = (await backend.codesFor(ola.email)).at(-1);
  const verified = await ask(guestRoutes.verifyCode, { challenge: String(challengeId) }, { body: { code } });
  assert.equal(verified.status, 200);
  return String((await jsonOf(verified))['accessToken']);
}

/** Counts whatever the door writes. */
function watched(): { repository: Repository; writes: () => number } {
  const repository = memoryRepository();
  let count = 0;
  const counting =
    <A extends unknown[], R>(method: (...given: A) => R) =>
    (...given: A): R => {
      count += 1;
      return method(...given);
    };
  const { guests } = repository;
  const changeLink: typeof guests.changeLink = (request) => counting(() => guests.changeLink(request))();
  const changeTallies: typeof guests.changeTallies = (request) => counting(() => guests.changeTallies(request))();
  const counted = {
    ...guests,
    changeLink,
    changeTallies,
    touchSession: counting((hash: string, at: number) => guests.touchSession(hash, at)),
  };
  return { repository: { ...repository, guests: counted }, writes: () => count };
}

describe('a scanner that opens every link of every mail', () => {
  it('changes nothing and learns nothing in 1,000 visits, with scripts and without, and Ola gets in after it', async () => {
    const { repository, writes } = watched();
    const all = await world({ repository });
    const { ask, send, link, ticketId, backend } = all;
    const seen: string[] = [];
    const look = async (response: Response): Promise<void> => {
      seen.push(await response.text(), JSON.stringify([...response.headers]));
    };
    for (let visit = 0; visit < 250; visit += 1) {
      // A page's script looks at the link; nobody presses anything.
      await look(await ask(guestRoutes.resolveLink, {}, { body: { link } }));
      await look(await ask(routes.getSession));
      for (const { path } of Object.values(guestRoutes)) {
        const place = `${path.replace(':challenge', 'ch_x')}?link=${link}`;
        await look(await send('GET', place));
        await look(await send('HEAD', place));
      }
    }
    assert.ok(seen.length >= 1000);
    assert.equal(writes(), 0, 'nothing is written');
    assert.deepEqual(await backend.codesFor(ola.email), [], 'nothing is mailed');
    for (const secret of [link, ticketId, ola.email, 'ola.nowak', subject, 'zebra', 'accessToken'])
      assert.ok(!seen.some((part) => part.includes(secret)), `${secret} was told`);
    assert.match(await comeIn(all), /^[\w-]{43}$/);
  });

  it('is answered "not offered" on paths that act, and caches keep none of it', async () => {
    const { send, ask, link } = await world();
    for (const { path } of Object.values(guestRoutes)) {
      const response = await send('GET', path.replace(':challenge', 'ch_x'));
      assert.equal(response.status, 405, path);
      assert.equal(response.headers.get('allow'), 'POST', path);
    }
    const told = await ask(guestRoutes.resolveLink, {}, { body: { link } });
    assert.equal(told.headers.get('cache-control'), 'no-store');
  });
});

describe('a guest', () => {
  it('reaches nothing of another ticket by any path: the answer is that of a ticket that never was', async () => {
    const all = await world();
    const { ask, backend, ticketId } = all;
    const others = [
      await opened(backend, ola),
      await opened(backend, { email: ola.email }),
      await opened(backend, { subject: 'jan', email: 'jan@poczta.example' }),
    ];
    const account = await backend.tokenFor(ola);
    const foreign = await jsonOf(await ask(routes.listEvents, { ticket: others[0]! }, { token: account }));
    const token = await comeIn(all);
    const bodies: Record<string, unknown> = {
      sendMessage: { clientId: 'c1', text: 'mine now', attachmentIds: [] },
      markRead: { upTo: 'ev_any' },
      setStatus: { to: 'solved' },
    };
    const rows = Object.entries({ ...routes, ...restRoutes }).filter(([, { path }]) => path.includes(':ticket'));
    assert.ok(rows.length >= 5);
    for (const [name, route] of rows) {
      const answers = await Promise.all(
        [...others, 'tk_never'].map(async (ticket) => {
          const response = await ask(route, { ticket }, { token, body: bodies[name] });
          const { instance, ...problem } = await jsonOf(response);
          assert.match(String(instance), /^req_/);
          return { status: response.status, problem };
        }),
      );
      for (const one of answers) assert.deepEqual(one, answers.at(-1), name);
      assert.equal(answers[0]?.status, 404, name);
    }
    // A cursor of the customer's account is none of the guest's, whichever ticket it is shown for.
    for (const ticket of [ticketId, others[0]!]) {
      const path = `${pathOf(routes.listEvents, { ticket })}?after=${encodeURIComponent(String(foreign['after']))}`;
      const response = await all.send('GET', path, { token });
      assert.ok([400, 404].includes(response.status), `${response.status}`);
    }
    for (const query of ['', '?filter=all', '?filter=closed', '?q=zebra', '?sort=created_asc&limit=100']) {
      const page = await jsonOf(await all.send('GET', `${routes.listTickets.path}${query}`, { token }));
      const ids = (page['items'] as { id: string }[]).map(({ id }) => id);
      assert.ok(
        ids.every((id) => id === ticketId),
        query,
      );
      assert.ok(!JSON.stringify(page).includes(others[0]!), query);
    }
    assert.deepEqual(await jsonOf(await ask(restRoutes.getUnread, {}, { token })), { tickets: 0, updates: 0 });
    for (const ticket of others)
      assert.equal((await backend.staffDesk.getTicket(ticket, calmCall())).status, 'open', 'nothing was changed');
  });

  it('is nobody to the team’s paths, and the team’s notes are nowhere', async () => {
    const all = await world();
    const { ask, backend, ticketId } = all;
    await backend.staffDesk.addNote(ticketId, { text: 'A difficult quokka.' }, calmCall());
    const token = await comeIn(all);
    for (const [name, route] of Object.entries({ ...staffRoutes, ...staffFileRoutes })) {
      const body =
        route.method === 'GET' ? undefined : { text: 'x', to: 'closed', customer: ola, subject: 's', from: 'support' };
      const params = { ticket: ticketId, upload: 'u1', attachment: 'f1' };
      assert.equal((await ask(route, params, { token, body })).status, 401, name);
    }
    for (const route of [routes.getTicket, routes.listEvents, routes.listTickets])
      assert.doesNotMatch(await (await ask(route, { ticket: ticketId }, { token })).text(), /quokka/);
  });

  it('is let go after half an hour without a request and after twelve hours in any case, and is told why', async () => {
    const clock = { now: Date.UTC(2026, 10, 28, 9) };
    const all = await world({ now: () => clock.now });
    const { ask, ticketId } = all;
    const seen = async (token: string) => {
      const response = await ask(routes.getTicket, { ticket: ticketId }, { token });
      return response.status === 200 ? 'ok' : String((await jsonOf(response))['code']);
    };
    const idle = await comeIn(all);
    clock.now += 29 * minute;
    assert.equal(await seen(idle), 'ok');
    clock.now += 31 * minute;
    assert.equal(await seen(idle), 'session_expired');
    assert.deepEqual(await jsonOf(await ask(routes.getSession, {}, { token: idle })), { kind: 'anonymous' });

    const busy = await comeIn(all);
    for (let half = 0; half < 23; half += 1) {
      clock.now += hour / 2 - minute;
      assert.equal(await seen(busy), 'ok', `${half}`);
    }
    clock.now += 29 * minute;
    assert.equal(await seen(busy), 'ok');
    clock.now += 25 * minute;
    assert.equal(await seen(busy), 'session_expired');
  });

  it('who signs out is out on the server, and other browsers are not', async () => {
    const clock = { now: Date.UTC(2026, 10, 28, 9) };
    const all = await world({ now: () => clock.now });
    const { ask, ticketId } = all;
    const one = await comeIn(all);
    clock.now += 2 * minute;
    const other = await comeIn(all);
    assert.equal((await ask(routes.signOut, {}, { token: one })).status, 204);
    assert.equal((await ask(routes.getTicket, { ticket: ticketId }, { token: one })).status, 401);
    assert.equal((await ask(routes.getTicket, { ticket: ticketId }, { token: other })).status, 200);
  });
});

describe('a press that is sent twice', () => {
  it('mails one code, whether its key stands in the header or in the body', async () => {
    const { ask, backend, link } = await world();
    const inHeader = { body: { link }, headers: { 'idempotency-key': '"press-1"' } };
    const answers = [
      await ask(guestRoutes.requestCode, {}, inHeader),
      await ask(guestRoutes.requestCode, {}, inHeader),
      await ask(guestRoutes.requestCode, {}, { body: { link, clientId: 'press-1' } }),
    ];
    const ids = await Promise.all(answers.map(async (answer) => (await jsonOf(answer))['challengeId']));
    assert.deepEqual(ids, [ids[0], ids[0], ids[0]]);
    assert.equal((await backend.codesFor(ola.email)).length, 1);
    const torn = { body: { link, clientId: 'press-2' }, headers: { 'idempotency-key': '"press-1"' } };
    assert.equal((await ask(guestRoutes.requestCode, {}, torn)).status, 422);
  });

  it('mails nothing either when its code is used up or too old', async () => {
    const clock = { now: Date.UTC(2026, 10, 28, 9) };
    const all = await world({ now: () => clock.now });
    const { ask, backend, link } = all;
    const press = { body: { link, clientId: 'press-1' } };
    await ask(guestRoutes.requestCode, {}, press);
    assert.equal((await backend.codesFor(ola.email)).length, 1);
    clock.now += 11 * minute;
    const late = await ask(guestRoutes.requestCode, {}, press);
    assert.equal((await jsonOf(late))['code'], 'code_expired');
    assert.deepEqual(await backend.codesFor(ola.email), []);
  });
});

describe('what is said of all this', () => {
  it('holds no link, no code, no token and no address: not the log, not a problem, not a header', async () => {
    const logged: LogEntry[] = [];
    const all = await world({ log: (entry) => logged.push(entry) });
    const { ask, backend, link, ticketId } = all;
    const asked = await jsonOf(await ask(guestRoutes.requestCode, {}, { body: { link } }));
    const challenge = String(asked['challengeId']);
    const [code = ''] = await backend.codesFor(ola.email);
    const told: string[] = [];
    const note = async (response: Response) => {
      told.push(await response.text(), JSON.stringify([...response.headers]));
    };
    await note(await ask(guestRoutes.requestCode, {}, { body: { link } }));
    await note(await ask(guestRoutes.verifyCode, { challenge }, { body: { code: notThe(code) } }));
    await note(await ask(guestRoutes.verifyCode, { challenge }, { body: { code: 'x'.repeat(250) } }));
    await note(await ask(guestRoutes.resolveLink, {}, { body: { link: `${link}.` } }));
    const verified = await jsonOf(await ask(guestRoutes.verifyCode, { challenge }, { body: { code } }));
    const token = String(verified['accessToken']);
    await note(await ask(routes.getTicket, { ticket: 'tk_other' }, { token }));
    await note(await ask(routes.getTicket, { ticket: ticketId }, { token: `${token.slice(1)}A` }));
    const everything = [JSON.stringify(logged), ...told];
    for (const secret of [link, code, token, challenge, ola.email, 'ola.nowak'])
      assert.ok(!everything.some((part) => part.includes(secret)), `${secret} was told`);
    assert.ok(logged.every(({ route }) => route.startsWith('/')));
  });
});
