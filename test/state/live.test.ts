/** What a stream tells shows at once, once, and in its place, however often the line breaks. */
import assert from 'node:assert/strict';
import { describe, test, type TestContext } from 'node:test';
import type { LiveEvent, SupportAdapter, TimelineEvent } from '../../src/contract/index.ts';
import { localBus } from '../../src/server/live/live-bus.ts';
import { threadsOf } from '../../src/state/conversations.ts';
import { followLive } from '../../src/state/live.ts';
import { valueOf } from '../../src/state/remote.ts';
import { createSupportStore } from '../../src/state/support-store.ts';
import { calmCall } from '../../src/testing/conformance/world.ts';
import { createMemoryBackend } from '../../src/testing/memory-adapter.ts';
import { randomNumbers } from '../helpers/random.ts';
import { createSwitch } from '../helpers/switch.ts';

const seed = 20261128;
const anna = { subject: 'anna', email: 'anna@example.com' };
const turn = () => new Promise((done) => setImmediate(done));

/** The adapter of a browser whose line the test cuts, breaks and brings back. */
function cuttable(adapter: SupportAdapter) {
  let cut = new AbortController();
  const line = { isBroken: false, opened: 0, asked: 0 };
  return {
    line,
    cut: () => {
      cut.abort();
      cut = new AbortController();
    },
    adapter: {
      ...adapter,
      listEvents(...given) {
        line.asked += 1;
        return adapter.listEvents(...given);
      },
      listTickets(...given) {
        line.asked += 1;
        return adapter.listTickets(...given);
      },
      async *subscribe(topic, options) {
        line.opened += 1;
        if (line.isBroken) throw new Error('no line');
        const signal = AbortSignal.any([options.signal, cut.signal]);
        yield* adapter.subscribe(topic, { ...options, signal });
      },
    } satisfies SupportAdapter,
  };
}

async function visit(t: TestContext, { live = true } = {}) {
  t.mock.timers.enable({ apis: ['setTimeout'] });
  const backend = createMemoryBackend(live ? { live: localBus() } : {});
  const open = async () =>
    (
      await backend.staffDesk.openTicket(
        { customer: anna, subject: 'A lamp', text: 'It is dark', from: 'customer' },
        calmCall(),
      )
    ).value.id;
  const ticketId = await open();
  const { adapter, cut, line } = cuttable(backend.adapterFor(anna));
  const [visible, online] = [createSwitch(), createSwitch()];
  const store = createSupportStore({ adapter, locale: () => 'en', visible, online });
  t.after(() => store.dispose());
  const stopWatching = store.subscribe(() => undefined);
  const threads = threadsOf(store);
  await store.session.load();
  await Promise.all([store.tickets.show({ filter: 'all' }), threads.open(ticketId)]);
  const followed = followLive(store, { visible, random: () => 0.5 });
  const letGo = followed.watch();
  const reply = (text: string) => backend.staffDesk.reply(ticketId, { text }, calmCall());
  const shown = (): readonly TimelineEvent[] => valueOf(threads.of(ticketId).timeline)?.items ?? [];
  const texts = () => shown().flatMap((event) => (event.type === 'message' ? [event.body.text] : []));
  /** Lets time pass until it is so; the test runner ends a wait that is in vain. */
  const until = async (isSo: () => boolean, stepMs = 0) => {
    while (!isSo()) {
      await turn();
      t.mock.timers.tick(stepMs);
    }
  };
  await until(() => line.opened > 0 || !live);
  return {
    backend,
    store,
    threads,
    ticketId,
    open,
    followed,
    letGo,
    stopWatching,
    visible,
    online,
    cut,
    line,
    reply,
    texts,
    shown,
    until,
  };
}

describe('a page that is told', () => {
  test('shows an answer without asking for it', async (t) => {
    const { reply, texts, until, store, line, ticketId } = await visit(t);
    await reply('First');
    await until(() => texts().includes('First'));
    const asked = line.asked;
    await reply('Second');
    await until(() => texts().includes('Second'));
    await until(() => valueOf(store.tickets.snapshot.list)?.items[0]?.unreadCount === 2);
    assert.deepEqual(texts(), ['It is dark', 'First', 'Second']);
    assert.equal(line.asked, asked);
    assert.equal(valueOf(threadsOf(store).of(ticketId).ticket)?.unreadCount, 2);
  });

  test('does not ask every half minute, but once in a while', async (t) => {
    const { line, until, reply, texts } = await visit(t);
    await reply('Now it stands');
    await until(() => texts().includes('Now it stands'));
    await until(() => line.asked > 2, 1_000);
    await turn();
    const before = line.asked;
    for (let passed = 0; passed < 4 * 60; passed += 30) {
      t.mock.timers.tick(30_000);
      await turn();
    }
    assert.equal(line.asked, before);
    await until(() => line.asked > before, 30_000);
  });

  test('asks every half minute where the backend tells nothing', async (t) => {
    const { line, until } = await visit(t, { live: false });
    for (let round = 1; round <= 3; round += 1) {
      const before = line.asked;
      await until(() => line.asked > before, 1_000);
    }
    assert.equal(line.opened, 0);
  });

  test('asks again when the line does not come about, says so after half a minute, and goes on when it does', async (t) => {
    const { line, cut, reply, texts, until, followed } = await visit(t);
    await reply('Before');
    await until(() => texts().includes('Before'));
    line.isBroken = true;
    cut();
    await until(() => line.opened > 4, 1_000);
    await reply('Meanwhile');
    await until(() => texts().includes('Meanwhile'), 1_000);
    await until(() => followed.isPaused, 1_000);
    line.isBroken = false;
    await until(() => !followed.isPaused, 1_000);
    await reply('After');
    await until(() => texts().includes('After'));
    assert.deepEqual(texts(), ['It is dark', 'Before', 'Meanwhile', 'After']);
  });

  test('lets go when nobody watches, and after ten seconds out of sight, and misses nothing by that', async (t) => {
    const { line, visible, reply, texts, until, letGo, store } = await visit(t);
    await reply('Seen');
    await until(() => texts().includes('Seen'));
    visible.turn(false);
    t.mock.timers.tick(10_000);
    await turn();
    const opened = line.opened;
    await reply('Unseen');
    for (let round = 0; round < 20; round += 1) await turn();
    assert.ok(!texts().includes('Unseen'));
    visible.turn(true);
    await until(() => texts().includes('Unseen'));
    assert.equal(line.opened, opened + 1);
    letGo();
    t.mock.timers.tick(5_000);
    await turn();
    assert.equal(store.tickets.snapshot.changed, 0);
  });

  test('puts the reader’s own reply where the team’s answer came before it', async (t) => {
    const { backend, reply, texts, until, ticketId, threads } = await visit(t);
    await reply('One');
    await until(() => texts().includes('One'));
    const own = { clientId: 'c', text: 'Mine', attachmentIds: [] };
    await reply('Two');
    const message = await backend.adapterFor(anna).sendMessage(ticketId, own, calmCall());
    threads.append(ticketId, message);
    await until(() => texts().length === 4 && texts()[3] === 'Mine');
    assert.deepEqual(texts(), ['It is dark', 'One', 'Two', 'Mine']);
  });

  test('shows what is told twice once', async (t) => {
    const told: LiveEvent[] = [];
    const { backend, texts, until, reply, store, visible } = await visit(t);
    const listening = new AbortController();
    const events = backend.adapterFor(anna).subscribe({}, { ...calmCall(), signal: listening.signal });
    const reading = (async () => {
      for await (const event of events) told.push(event);
    })();
    await until(() => told.length > 0);
    await reply('Once');
    await until(() => told.some(({ type }) => type === 'ticket.updated') && texts().includes('Once'));
    listening.abort();
    await reading;
    const again = await import('../../src/state/live-news.ts');
    store.part('again', (context) => {
      const news = again.createLiveNews(context, store);
      for (const event of [...told, ...told]) news.tell(event);
      return { refreshShown: () => Promise.resolve(), clear: () => news.stop() };
    });
    assert.deepEqual(texts(), ['It is dark', 'Once']);
    assert.ok(visible.holds());
  });
});

describe('a thousand broken lines', () => {
  test('lose nothing, double nothing and misplace nothing', async (t) => {
    const { backend, cut, line, reply, shown, until, ticketId, threads, visible, online, store } = await visit(t);
    const random = randomNumbers(seed);
    let broken = 0;
    let said = 0;
    const acts: (() => unknown)[] = [
      () => reply(`Answer ${(said += 1)}`),
      () => reply(`Answer ${(said += 1)}`),
      async () => {
        const text = `Mine ${(said += 1)}`;
        const sent = await backend
          .adapterFor(anna)
          .sendMessage(ticketId, { clientId: text.replace(' ', ''), text, attachmentIds: [] }, calmCall());
        // Its page knows it before it is told.
        if (random() < 0.5) threads.append(ticketId, sent);
      },
      () => backend.staffDesk.setStatus(ticketId, { to: random() < 0.5 ? 'awaiting_reply' : 'open' }, calmCall()),
      () => void threads.refresh(ticketId),
      () => t.mock.timers.tick(Math.floor(random() * 40_000)),
      () => (line.isBroken = random() < 0.3),
      () => visible.turn(!visible.holds()),
      () => online.turn(!online.holds()),
    ];
    while (broken < 1_000) {
      await acts[Math.floor(random() * acts.length)]?.();
      if (random() < 0.7) {
        cut();
        broken += 1;
      }
      if (random() < 0.5) await turn();
      t.mock.timers.tick(Math.floor(random() * 3_000));
    }
    line.isBroken = false;
    visible.turn(true);
    online.turn(true);
    await reply('The end');
    const isAtEnd = () => {
      const last = shown().at(-1);
      return last?.type === 'message' && last.body.text === 'The end';
    };
    await until(isAtEnd, 1_000);
    const events = await backend.repository.listEvents(ticketId, { role: 'staff' }, { after: 0, limit: 10_000 });
    assert.deepEqual(
      shown().map(({ id }) => id),
      events.map(({ id }) => id),
      `seed ${seed}`,
    );
    assert.ok(said > 200, `${said} messages`);
    assert.equal(
      valueOf(store.tickets.snapshot.list)?.items[0]?.updatedAt,
      new Date(events.at(-1)?.at ?? 0).toISOString(),
    );
  });
});
