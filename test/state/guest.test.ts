import assert from 'node:assert/strict';
import { setImmediate } from 'node:timers/promises';
import { afterEach, beforeEach, describe, mock, test } from 'node:test';
import type { GuestChallengeInfo, GuestLinkInfo, Session, SupportErrorCode } from '../../src/contract/index.ts';
import { guestOf } from '../../src/state/guest.ts';
import { valueOf } from '../../src/state/remote.ts';
import { createSupportStore } from '../../src/state/support-store.ts';
import { createFakeAdapter, refusal } from '../helpers/fake-adapter.ts';
import { fakeConfig, fakeUser } from '../helpers/fake-contract.ts';

const token = 'tok_very-secret';
const start = Date.parse('2026-11-28T12:00:00Z');
const minuteMs = 60_000;
const guest: Session = {
  kind: 'guest',
  ticketIds: ['t'],
  emailHint: 'a•••@p•••.pl',
  expiresAt: '2026-11-28T13:00:00Z',
};
const link: GuestLinkInfo = { ticketNumber: '1042', emailHint: 'a•••@p•••.pl', verified: false };

function challenge(id = 'ch_1', resendMs = minuteMs): GuestChallengeInfo {
  return { challengeId: id, codeLength: 6, expiresInMs: 10 * minuteMs, resendInMs: resendMs, attemptsLeft: 5 };
}

/** A visitor in front of the gate; the test answers each call itself. */
function visitor(session: Session = { kind: 'anonymous' }) {
  const state: { session: Session; isDown: boolean } = { session, isDown: false };
  const adapter = createFakeAdapter({
    getConfig: async () => fakeConfig(),
    getSession: async () => {
      if (state.isDown) throw refusal('unavailable');
      return state.session;
    },
  });
  let ids = 0;
  const store = createSupportStore({ adapter, locale: () => 'pl', newId: () => `press-${++ids}` });
  const gate = guestOf(store);
  return { state, adapter, store, gate, stepOf: () => gate.snapshot.step };
}

async function atIntro(session?: Session) {
  const world = visitor(session);
  const beginning = world.gate.begin(token);
  (await world.adapter.next('resolveLink')).answer(link);
  await beginning;
  return world;
}

async function atCode(session?: Session) {
  const world = await atIntro(session);
  const requesting = world.gate.requestCode();
  (await world.adapter.next('requestCode')).answer(challenge());
  await requesting;
  const refuse = async (code: SupportErrorCode, details = {}) => {
    const verifying = world.gate.verify('000000');
    (await world.adapter.next('verifyCode')).fail(code, details);
    await verifying;
  };
  return { ...world, refuse };
}

beforeEach(() => mock.timers.enable({ apis: ['setTimeout', 'Date'], now: start }));
afterEach(() => mock.timers.reset());

describe('a mailed link', () => {
  test('is looked at, and nothing is sent for it', async () => {
    const { adapter, gate, stepOf } = visitor();
    const beginning = gate.begin(token);
    assert.equal(stepOf(), 'checking');
    const call = await adapter.next('resolveLink');
    assert.equal(call.args[0], token);
    assert.equal(call.locale, 'pl');
    call.answer(link);
    await beginning;
    assert.equal(stepOf(), 'intro');
    assert.deepEqual(gate.snapshot.link, { ticketNumber: '1042', emailHint: 'a•••@p•••.pl' });
    assert.equal(adapter.countOf('requestCode'), 0);
  });

  test('that this visitor proved before opens the ticket without a code', async () => {
    const { state, adapter, store, gate } = visitor();
    state.session = guest;
    const beginning = gate.begin(token);
    (await adapter.next('resolveLink')).answer({ ...link, verified: true, ticketId: 't' });
    await beginning;
    assert.equal(gate.snapshot.step, 'done');
    assert.equal(gate.snapshot.ticketId, 't');
    assert.deepEqual(valueOf(store.session.snapshot)?.session, guest);
    assert.equal(adapter.countOf('requestCode'), 0);
  });

  for (const [code, step] of [
    ['link_invalid', 'invalid'],
    ['link_expired', 'expired'],
  ] as const)
    test(`that is refused with ${code} leads to a new one`, async () => {
      const { adapter, gate, stepOf } = visitor();
      const beginning = gate.begin(token);
      (await adapter.next('resolveLink')).fail(code);
      await beginning;
      assert.equal(stepOf(), step);
    });

  test('that could not be looked at can be tried again, with the same token', async () => {
    const { adapter, gate, stepOf } = visitor();
    const failing = gate.begin(token);
    (await adapter.next('resolveLink')).fail('unavailable', { reference: 'K7' });
    await failing;
    assert.equal(stepOf(), 'failed');
    assert.equal(gate.snapshot.failure?.reference, 'K7');
    assert.equal(gate.snapshot.failure.retryable, true);
    const again = gate.begin();
    const call = await adapter.next('resolveLink');
    assert.equal(call.args[0], token);
    call.answer(link);
    await again;
    assert.equal(stepOf(), 'intro');
  });

  test('that is missing leads to a new one, without a question', async () => {
    const { adapter, gate, stepOf } = visitor();
    await gate.begin('');
    assert.equal(stepOf(), 'form');
    assert.equal(adapter.countOf('resolveLink'), 0);
  });

  test('that follows another one is what counts', async () => {
    const { adapter, gate, stepOf } = visitor();
    const first = gate.begin('first');
    const late = await adapter.next('resolveLink');
    const second = gate.begin('second');
    assert.ok(late.signal.aborted);
    (await adapter.next('resolveLink')).answer({ ...link, ticketNumber: '2' });
    late.answer({ ...link, ticketNumber: '1' });
    await Promise.all([first, second]);
    assert.equal(stepOf(), 'intro');
    assert.equal(gate.snapshot.link?.ticketNumber, '2');
  });

  test('is in no snapshot, whatever the backend says about it', async () => {
    const { adapter, gate, refuse } = await atCode();
    await refuse('unavailable', { cause: token });
    mock.timers.tick(minuteMs);
    const requesting = gate.requestCode();
    (await adapter.next('requestCode')).fail('validation', { fields: [{ pointer: '/link', code: 'format' }] });
    await requesting;
    assert.doesNotMatch(JSON.stringify(gate.snapshot), /secret/);
    assert.ok(Object.isFrozen(gate.snapshot) && Object.isFrozen(gate.snapshot.failure));
  });
});

describe('asking for a code', () => {
  test('happens once however often it is pressed, and leads to the code', async () => {
    const { adapter, gate, stepOf } = await atIntro();
    const presses = [gate.requestCode(), gate.requestCode()];
    assert.equal(gate.snapshot.pending, 'request');
    const call = await adapter.next('requestCode');
    assert.equal(call.args[0], token);
    call.answer(challenge());
    await Promise.all(presses);
    assert.equal(stepOf(), 'code');
    assert.deepEqual(gate.snapshot.code, { length: 6, lifetimeMs: 10 * minuteMs, count: 1 });
    assert.equal(gate.snapshot.resendAt, start + minuteMs);
    assert.equal(adapter.countOf('requestCode'), 1);
  });

  for (const code of ['offline', 'timeout', 'unavailable'] as const)
    test(`again after ${code} goes out under the same key, and under a new one after an answer`, async () => {
      const { adapter, gate, stepOf } = await atIntro();
      const keys: string[] = [];
      const press = async (settle: 'lost' | 'answered') => {
        const requesting = gate.requestCode();
        const call = await adapter.next('requestCode');
        keys.push(call.args[1]);
        if (settle === 'lost') call.fail(code);
        else call.answer(challenge('ch_1', 0));
        await requesting;
      };
      await press('lost');
      assert.equal(stepOf(), 'intro');
      assert.equal(gate.snapshot.failure?.code, code);
      await press('lost');
      await press('answered');
      await press('answered');
      assert.deepEqual(keys, ['press-1', 'press-1', 'press-1', 'press-2']);
      assert.equal(gate.snapshot.code?.count, 2);
    });

  test('after a refusal is a new press', async () => {
    const { adapter, gate } = await atIntro();
    const refused = gate.requestCode();
    (await adapter.next('requestCode')).fail('rate_limited', { retryAfterMs: 5_000 });
    await refused;
    assert.equal(gate.snapshot.failure?.code, 'rate_limited');
    assert.equal(gate.snapshot.resendAt, start + 5_000);
    await gate.requestCode();
    assert.equal(adapter.countOf('requestCode'), 1, 'nothing is asked before its time');
    mock.timers.tick(5_000);
    void gate.requestCode();
    assert.equal((await adapter.next('requestCode')).args[1], 'press-2');
  });

  test('for a link that has expired meanwhile leads to a new one', async () => {
    const { adapter, gate, stepOf } = await atIntro();
    const requesting = gate.requestCode();
    (await adapter.next('requestCode')).fail('link_expired');
    await requesting;
    assert.equal(stepOf(), 'expired');
    assert.equal(gate.snapshot.link?.ticketNumber, '1042', 'the number of the form');
  });
});

describe('a code', () => {
  test('that is right begins a session, and only then is the door open', async () => {
    const { state, adapter, store, gate, stepOf } = await atCode();
    const verifying = gate.verify('123456');
    const call = await adapter.next('verifyCode');
    assert.deepEqual(call.args.slice(0, 2), ['ch_1', '123456']);
    state.session = guest;
    let wasDoneEarly = false;
    store.subscribe(() => (wasDoneEarly ||= stepOf() === 'done' && !valueOf(store.session.snapshot)));
    call.answer({ session: guest, ticketId: 't' });
    await verifying;
    assert.ok(!wasDoneEarly);
    assert.equal(stepOf(), 'done');
    assert.equal(gate.snapshot.ticketId, 't');
    assert.deepEqual(valueOf(store.session.snapshot)?.session, guest);
    store.dispose();
  });

  test('that is right opens the door also where somebody else was signed in', async () => {
    const world = await atCode(fakeUser('ola'));
    await world.store.session.load();
    const verifying = world.gate.verify('123456');
    world.state.session = guest;
    (await world.adapter.next('verifyCode')).answer({ session: guest, ticketId: 't' });
    await verifying;
    assert.equal(world.stepOf(), 'done');
  });

  test('that was right but left no session can be followed by another look at the link', async () => {
    const { state, adapter, gate, stepOf } = await atCode();
    const verifying = gate.verify('123456');
    state.isDown = true;
    (await adapter.next('verifyCode')).answer({ session: guest, ticketId: 't' });
    await verifying;
    assert.equal(stepOf(), 'failed');
    state.isDown = false;
    state.session = guest;
    const again = gate.begin();
    (await adapter.next('resolveLink')).answer({ ...link, verified: true, ticketId: 't' });
    await again;
    assert.equal(stepOf(), 'done');
  });

  test('that is wrong leaves tries', async () => {
    const { gate, stepOf, refuse } = await atCode();
    await refuse('code_wrong', { attemptsLeft: 2 });
    assert.equal(stepOf(), 'code');
    assert.deepEqual([gate.snapshot.failure?.code, gate.snapshot.failure?.attemptsLeft], ['code_wrong', 2]);
  });

  test('that has expired lets the visitor ask for another one at once', async () => {
    const { adapter, gate, refuse } = await atCode();
    await refuse('code_expired');
    void gate.requestCode();
    await adapter.next('requestCode');
  });

  test('that was tried too often locks the gate until its time is over', async () => {
    const { gate, stepOf, refuse } = await atCode();
    await refuse('code_locked', { retryAfterMs: 15 * minuteMs });
    assert.equal(stepOf(), 'locked');
    assert.equal(gate.snapshot.lockedUntil, start + 15 * minuteMs);
    mock.timers.tick(15 * minuteMs - 1);
    assert.equal(stepOf(), 'locked');
    mock.timers.tick(1);
    assert.equal(stepOf(), 'intro');
  });

  test('is never locked for longer than a timer can count', async () => {
    const { stepOf, refuse } = await atCode();
    await refuse('code_locked', { retryAfterMs: 30 * 24 * 60 * minuteMs });
    mock.timers.tick(60 * minuteMs);
    assert.equal(stepOf(), 'locked');
  });

  test('is not tried while another one is', async () => {
    const { adapter, gate } = await atCode();
    void gate.verify('111111');
    await gate.verify('222222');
    await gate.requestCode();
    assert.equal(adapter.countOf('verifyCode'), 1);
    assert.equal(adapter.countOf('requestCode'), 1);
  });
});

describe('a new link', () => {
  test('is asked for with address and number, and always looks the same', async () => {
    const { adapter, gate, stepOf } = visitor();
    await gate.begin('');
    const asking = gate.requestNewLink('a@b.pl', '1042');
    const call = await adapter.next('requestNewLink');
    assert.deepEqual(call.args[0], { email: 'a@b.pl', ticketNumber: '1042' });
    call.answer(undefined);
    await asking;
    assert.equal(stepOf(), 'link-sent');
  });

  test('that could not be asked for leaves the form, and says which field is at fault', async () => {
    const { adapter, gate, stepOf } = visitor();
    await gate.begin('');
    const asking = gate.requestNewLink('a@b', '1');
    (await adapter.next('requestNewLink')).fail('validation', { fields: [{ pointer: '/email', code: 'format' }] });
    await asking;
    assert.equal(stepOf(), 'form');
    assert.deepEqual(gate.snapshot.failure?.pointers, ['/email']);
  });
});

test('signing out forgets the link', async () => {
  const { adapter, store, gate, stepOf } = await atCode();
  const leaving = store.session.signOut();
  (await adapter.next('signOut')).answer(undefined);
  await leaving;
  await setImmediate();
  await gate.begin();
  assert.equal(stepOf(), 'form');
});
