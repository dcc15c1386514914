/** Every limit of the guest door, by a clock that only the test moves. */
import { strict as assert } from 'node:assert';
import { describe, it } from 'node:test';
import { hashOf, isToken, newCode, newToken } from '../../src/server/guest/secrets.ts';
import { assertRejects } from '../../src/testing/assert.ts';
import { day, guestWorld, hour, minute, notThe, outcomeOf } from './guest-world.ts';

describe('a link', () => {
  it('is 256 random bits, and is stored as a hash alone', async () => {
    const { repository, door, link } = await guestWorld();
    const tokens = await Promise.all(Array.from({ length: 500 }, () => link()));
    assert.equal(new Set(tokens).size, tokens.length);
    const token = tokens[0] ?? '';
    assert.ok(isToken(token));
    const stored = await repository.guests.findLink(await hashOf(token));
    assert.equal(stored?.email, 'ola@poczta.example');
    assert.ok(!JSON.stringify(stored).includes(token));
    assert.equal((await door.findLink(token)).ticketId, stored?.ticketId);
  });

  it('opens nothing by its hash', async () => {
    const { door, link } = await guestWorld();
    await assertRejects(door.findLink(await hashOf(await link())), 'link_invalid');
  });

  it('lives 30 days, and is good until then as often as needed', async () => {
    const { door, link, clock } = await guestWorld();
    const token = await link();
    clock.now += 30 * day - 1;
    for (let time = 0; time < 50; time += 1) await door.findLink(token);
    const { challenge, code } = await door.makeCode(token, 'n');
    clock.now += 1;
    await assertRejects(door.findLink(token), 'link_expired');
    await assertRejects(door.makeCode(token, 'n'), 'link_expired');
    await assertRejects(door.verify(challenge.id, code), 'link_expired');
  });

  it('that nobody made is refused, whatever it looks like', async () => {
    const { door, link } = await guestWorld();
    const token = await link();
    const hostile = [
      '',
      ' ',
      '\0',
      token.slice(1),
      `${token}A`,
      `${token} `,
      token.toLowerCase(),
      'x'.repeat(1e5),
      '../..',
    ];
    for (const other of [...hostile, newToken()]) {
      await assertRejects(door.findLink(other), 'link_invalid');
      await assertRejects(door.makeCode(other, 'n'), 'link_invalid');
    }
  });

  it('changes nothing when it is looked at a thousand times', async () => {
    const { repository, door, link } = await guestWorld();
    const token = await link();
    const before = await repository.guests.findLink(await hashOf(token));
    for (let time = 0; time < 1000; time += 1) await door.findLink(token);
    assert.deepEqual(await repository.guests.findLink(await hashOf(token)), before);
    assert.equal((await door.makeCode(token, 'n')).attemptsLeft, 5);
  });
});

describe('a code', () => {
  it('opens one session for the ticket of its link, and is used up', async () => {
    const { door, link, ticketId } = await guestWorld();
    const { challenge, code } = await door.makeCode(await link(), 'n');
    const { session, token } = await door.verify(challenge.id, code);
    assert.equal(session.ticketId, ticketId);
    assert.ok(isToken(token));
    for (let time = 0; time < 100; time += 1) await assertRejects(door.verify(challenge.id, code), 'code_expired');
  });

  it('is six digits, each as likely as any other', () => {
    const codes = Array.from({ length: 5000 }, () => newCode(6));
    assert.ok(codes.every((code) => /^\d{6}$/.test(code)));
    const counts = Array.from({ length: 10 }, (_, digit) => codes.join('').split(String(digit)).length - 1);
    // 30,000 digits: 3,000 of each, with a standard deviation of 52.
    assert.ok(
      counts.every((count) => Math.abs(count - 3000) < 5 * 52),
      counts.join(),
    );
  });

  it('lives ten minutes', async () => {
    const { door, link, clock } = await guestWorld();
    const { challenge, code } = await door.makeCode(await link(), 'n');
    clock.now += 10 * minute;
    await assertRejects(door.verify(challenge.id, code), 'code_expired');
    clock.now -= 1;
    await door.verify(challenge.id, code);
  });

  it('is replaced by the next one', async () => {
    const { door, link, clock } = await guestWorld();
    const token = await link();
    const first = await door.makeCode(token, 'n');
    clock.now += minute;
    const second = await door.makeCode(token, 'n');
    await assertRejects(door.verify(first.challenge.id, first.code), 'code_expired');
    await door.verify(second.challenge.id, second.code);
  });

  it('is bound to its challenge and its link', async () => {
    const { door, link } = await guestWorld({ codeGapMs: 0, sendsPerAddress: [] });
    const [one, other] = [await door.makeCode(await link(), 'n'), await door.makeCode(await link(), 'n')];
    if (one.code === other.code) return;
    await assertRejects(door.verify(one.challenge.id, other.code), 'code_wrong');
    await door.verify(one.challenge.id, one.code);
  });

  it('may be typed with spaces, dashes, and the digits of any script', async () => {
    const writings: ((code: string) => string)[] = [
      (code) => ` ${code.slice(0, 3)} ${code.slice(3)}\n`,
      (code) => `${code.slice(0, 3)}-${code.slice(3)}`,
      (code) => code.replace(/\d/g, (digit) => String.fromCodePoint(0xff10 + Number(digit))),
      (code) => code.replace(/\d/g, (digit) => String.fromCodePoint(0x0660 + Number(digit))),
      (code) => code.replace(/\d/g, (digit) => String.fromCodePoint(0x0966 + Number(digit))),
      (code) => code.replace(/\d/g, (digit) => String.fromCodePoint(0x1d7d8 + Number(digit))),
    ];
    for (const write of writings) {
      const { door, link } = await guestWorld();
      const { challenge, code } = await door.makeCode(await link(), 'n');
      assert.equal(await outcomeOf(door.verify(challenge.id, write(code))), 'ok', write(code));
    }
  });

  it('that cannot be one costs no try', async () => {
    const { door, link } = await guestWorld();
    const { challenge, code } = await door.makeCode(await link(), 'n');
    for (const typed of ['', '12345', '1234567', 'abcdef', '12345x', '½23456', '1'.repeat(1e6), '\0\0\0\0\0\0'])
      await assertRejects(door.verify(challenge.id, typed), 'validation');
    await assertRejects(door.verify(challenge.id, `${code}${' '.repeat(100)}and more`), 'validation');
    for (const id of ['', 'ch_', `${challenge.id}x`, '\0', 'ch_'.padEnd(46, 'A')])
      await assertRejects(door.verify(id, code), 'code_expired');
    const wrong = await assertRejects(door.verify(challenge.id, notThe(code)), 'code_wrong');
    assert.equal(wrong.attemptsLeft, 4);
  });
});

describe('wrong codes', () => {
  it('lock a code at the fifth, and tell how many are left', async () => {
    const { door, link, clock } = await guestWorld();
    const { challenge, code } = await door.makeCode(await link(), 'n');
    clock.now += 10_000;
    for (const left of [4, 3, 2, 1])
      assert.equal((await assertRejects(door.verify(challenge.id, notThe(code)), 'code_wrong')).attemptsLeft, left);
    const locked = await assertRejects(door.verify(challenge.id, notThe(code)), 'code_locked');
    assert.equal(locked.retryAfterMs, minute - 10_000);
    await assertRejects(door.verify(challenge.id, code), 'code_locked');
  });

  it('lock a link at the tenth in a day, also across codes, until the day is over', async () => {
    const { door, link, clock } = await guestWorld();
    const token = await link();
    const startedAt = clock.now;
    await wrongCodes(door, await door.makeCode(token, 'n'), 5);
    clock.now += minute;
    const second = await door.makeCode(token, 'n');
    await wrongCodes(door, second, 5);
    clock.now += minute;
    const locked = await assertRejects(door.makeCode(token, 'n'), 'code_locked');
    assert.equal(locked.retryAfterMs, startedAt + day - clock.now);
    await assertRejects(door.verify(second.challenge.id, second.code), 'code_locked');
    clock.now = startedAt + day;
    await wrongCodes(door, await door.makeCode(token, 'n'), 5);
  });

  it('lock a link for good at the fiftieth', async () => {
    const { door, link, clock } = await guestWorld();
    const token = await link();
    for (let round = 0; round < 10; round += 1) {
      await wrongCodes(door, await door.makeCode(token, 'n'), 5);
      clock.now += round % 2 === 0 ? hour : day;
    }
    const locked = await assertRejects(door.makeCode(token, 'n'), 'code_locked');
    assert.equal(locked.retryAfterMs, undefined);
  });

  it('of somebody else do not lock out the owner, whose newer mail has a budget of its own', async () => {
    const { door, link, clock } = await guestWorld();
    const leaked = await link();
    for (let round = 0; round < 2; round += 1) {
      await wrongCodes(door, await door.makeCode(leaked, 'n'), 5);
      clock.now += minute;
    }
    await assertRejects(door.makeCode(leaked, 'n'), 'code_locked');
    const { challenge, code, attemptsLeft } = await door.makeCode(await link(), 'n');
    assert.equal(attemptsLeft, 5);
    await door.verify(challenge.id, code);
  });

  it('have a budget for the ticket too, which older links share', async () => {
    const none = { codeGapMs: 0, sendsPerAddress: [], sendsPerLink: [], sendsPerTicket: [] };
    const { door, link, clock } = await guestWorld(none);
    const links = [];
    for (let count = 0; count < 4; count += 1) {
      links.push(await link());
      clock.now += 1;
    }
    let judged = 0;
    for (const token of links)
      for (let round = 0; round < 2; round += 1) {
        const sent = await door.makeCode(token, 'n').catch(() => undefined);
        for (let step = 0; sent && step < 5; step += 1)
          if ((await outcomeOf(door.verify(sent.challenge.id, notThe(sent.code, step)))) === 'code_wrong') judged += 1;
      }
    // Ten for an old link, which is all that the old ones have, and ten for the newest; the fifth is told as a lock.
    assert.equal(judged, 2 * 8);
  });

  it('do not grow fewer by right ones', async () => {
    const { door, link, clock } = await guestWorld();
    const token = await link();
    for (let round = 0; round < 2; round += 1) {
      const { challenge, code } = await door.makeCode(token, 'n');
      for (let step = 0; step < 4; step += 1) await outcomeOf(door.verify(challenge.id, notThe(code, step)));
      await door.verify(challenge.id, code);
      clock.now += minute;
    }
    assert.equal((await door.makeCode(token, 'n')).attemptsLeft, 2);
  });
});

describe('mails with codes', () => {
  it('are one a minute, five an hour and ten a day for an address, over all but the newest of its links', async () => {
    const { door, link, clock } = await guestWorld({ sendsPerTicket: [], sendsPerNetwork: [] });
    const links = await Promise.all(Array.from({ length: 20 }, () => link()));
    clock.now += 1;
    await link();
    const sentAt: number[] = [];
    for (const startedAt = clock.now; clock.now < startedAt + day; clock.now += 15_000) {
      const token = links[sentAt.length % links.length] ?? '';
      if ((await outcomeOf(door.makeCode(token, 'n'))) === 'ok') sentAt.push(clock.now);
    }
    assert.equal(sentAt.length, 10);
    for (const at of sentAt) {
      assert.equal(sentAt.filter((other) => other >= at && other < at + minute).length, 1);
      assert.ok(sentAt.filter((other) => other >= at && other < at + hour).length <= 5);
    }
  });

  it('that others ask for by an older link do not keep the owner out, who comes by a newer one', async () => {
    const { door, link, clock } = await guestWorld();
    const leaked = await link();
    clock.now += 1;
    let spent = 0;
    for (const startedAt = clock.now; clock.now < startedAt + day; clock.now += minute)
      if ((await outcomeOf(door.makeCode(leaked, 'other'))) === 'ok') spent += 1;
    assert.equal(spent, 8);
    const own = await link();
    const answers = [];
    for (let count = 0; count < 5; count += 1) {
      // At worst somebody else is quicker in each minute, for as long as the older link is good for this hour.
      await outcomeOf(door.makeCode(leaked, 'other'));
      answers.push(await outcomeOf(door.makeCode(own, 'n')));
      clock.now += minute;
    }
    assert.ok(answers.includes('ok'), answers.join());
  });

  it('tell when the next one may be asked for, and allow it then', async () => {
    const { door, link, clock } = await guestWorld();
    const token = await link();
    for (let count = 0; count < 10; count += 1) {
      const { resendInMs } = await door.makeCode(token, 'n');
      const resendAt = clock.now + resendInMs;
      clock.now = resendAt - 1;
      const refused = await assertRejects(door.makeCode(token, 'n'), 'rate_limited');
      assert.equal(refused.retryAfterMs, 1);
      clock.now = resendAt;
    }
  });

  for (const [cap, vary] of [
    ['sendsPerLink', 'address'],
    ['sendsPerTicket', 'link'],
    ['sendsPerNetwork', 'link'],
  ] as const)
    it(`are capped by ${cap}`, async () => {
      const none = { codeGapMs: 0, sendsPerAddress: [], sendsPerLink: [], sendsPerTicket: [], sendsPerNetwork: [] };
      const { door, link, clock } = await guestWorld({ ...none, [cap]: [{ times: 3, ms: hour }] });
      const same = await link();
      const links = await Promise.all(Array.from({ length: 5 }, (_, count) => link(`ola.${count}@poczta.example`)));
      // What a ticket's links share does not bind the newest.
      clock.now += 1;
      await link();
      const next = (count: number) => (vary === 'address' ? same : (links[count] ?? ''));
      for (let count = 0; count < 3; count += 1) await door.makeCode(next(count), 'n');
      const refused = await assertRejects(door.makeCode(next(3), 'n'), 'rate_limited');
      assert.equal(refused.retryAfterMs, hour);
      clock.now += hour;
      await door.makeCode(next(4), 'n');
    });

  it('from another network are not its neighbours’ business', async () => {
    const { door, link } = await guestWorld({ sendsPerNetwork: [{ times: 1, ms: hour }] });
    await door.makeCode(await link(), 'one');
    await assertRejects(door.makeCode(await link('jan@poczta.example'), 'one'), 'rate_limited');
    await door.makeCode(await link('jan@poczta.example'), 'other');
  });
});

describe('asking for a new link', () => {
  const asked = { email: 'Ola@Poczta.example', ticketNumber: '#10001' };

  it('is three times an hour for one ticket of one address, and who names other numbers spends nothing of it', async () => {
    const { repository, door, clock } = await guestWorld();
    const orders = async () => (await repository.mails.claim(clock.now, 0, 1000)).length;
    for (let number = 1; number <= 15; number += 1)
      await door.requestLink({ ...asked, ticketNumber: `${number}` }, 'en', 'other');
    const before = await orders();
    for (let time = 0; time < 5; time += 1) await door.requestLink(asked, 'en', 'n');
    assert.equal((await orders()) - before, 3);
    clock.now += hour;
    await door.requestLink(asked, 'en', 'n');
    assert.equal((await orders()) - before, 4);
  });

  it('is twenty times an hour for one network', async () => {
    const { repository, door, clock } = await guestWorld();
    for (let number = 1; number <= 30; number += 1)
      await door.requestLink({ ...asked, ticketNumber: `${number}` }, 'en', 'n');
    assert.equal((await repository.mails.claim(clock.now, 0, 1000)).length, 20);
  });

  it('is mailed three times an hour to one address, whatever is asked, and a mail that is tried again has one link', async () => {
    const { repository, door, clock, ticketId } = await guestWorld();
    const target = { ticketId, ticketNumber: 10_001, email: 'ola@poczta.example', locale: 'en' };
    const token = await door.renewLink('lr_1', target);
    assert.equal(await door.renewLink('lr_1', target), token);
    assert.ok(await repository.guests.findLink(await hashOf(token ?? '')));
    assert.ok(await door.renewLink('lr_2', target));
    assert.ok(await door.renewLink('lr_3', target));
    assert.equal(await door.renewLink('lr_4', target), undefined);
    clock.now += hour;
    assert.ok(await door.renewLink('lr_4', target));
  });

  it('for what is no address or no number is told so, and counts for nothing', async () => {
    const { repository, door, clock } = await guestWorld();
    for (const email of ['', 'ola', 'ola@poczta', 'a@b.example, c@d.example', 'a@b.example\r\nBcc: c@d.example'])
      await assertRejects(door.requestLink({ ...asked, email }, 'en', 'n'), 'validation');
    for (const ticketNumber of ['', 'ten', '-1', '1e5', '1'.repeat(16)])
      await assertRejects(door.requestLink({ ...asked, ticketNumber }, 'en', 'n'), 'validation');
    assert.deepEqual(await repository.mails.claim(clock.now, 0, 10), []);
  });
});

describe('a session', () => {
  it('ends after half an hour without a request', async () => {
    const { door, token, clock } = await opened();
    for (let count = 0; count < 10; count += 1) {
      clock.now += 29 * minute;
      assert.notEqual(typeof (await door.findSession(token)), 'string');
    }
    clock.now += 30 * minute;
    assert.equal(await door.findSession(token), 'expired');
  });

  it('ends after twelve hours, however busy it is', async () => {
    const { door, token, clock } = await opened();
    const endsAt = clock.now + 12 * hour;
    for (; clock.now < endsAt; clock.now += 10 * minute)
      assert.notEqual(typeof (await door.findSession(token)), 'string');
    assert.equal(await door.findSession(token), 'expired');
  });

  it('ends when it is left, and cannot be brought back', async () => {
    const { repository, door, token, clock } = await opened();
    await door.endSession(token);
    assert.equal(await door.findSession(token), 'absent');
    await repository.guests.touchSession(await hashOf(token), clock.now + minute);
    assert.equal(await door.findSession(token), 'absent');
  });

  it('ends with the others of its ticket when the ticket changes hands', async () => {
    const { repository, door, token, ticketId } = await opened();
    await repository.guests.endSessions('tk_of_somebody_else');
    assert.notEqual(typeof (await door.findSession(token)), 'string');
    await repository.guests.endSessions(ticketId);
    assert.equal(await door.findSession(token), 'absent');
  });

  it('is never opened by a token that the browser chose, nor by the hash of one', async () => {
    const { door, token } = await opened();
    for (const other of [newToken(), await hashOf(token), '', '\0', token.slice(1)])
      assert.equal(await door.findSession(other), 'absent');
  });
});

async function opened() {
  const world = await guestWorld();
  const { challenge, code } = await world.door.makeCode(await world.link(), 'n');
  return { ...world, ...(await world.door.verify(challenge.id, code)) };
}

type Door = Awaited<ReturnType<typeof guestWorld>>['door'];

async function wrongCodes(door: Door, sent: Awaited<ReturnType<Door['makeCode']>>, count: number): Promise<void> {
  for (let step = 0; step < count; step += 1)
    assert.match(await outcomeOf(door.verify(sent.challenge.id, notThe(sent.code, step))), /^code_(?:wrong|locked)$/);
}
