/** What the team does and what customers ask for becomes mails: which acts, to whom, and what stands in them. */
import { strict as assert } from 'node:assert';
import { describe, it } from 'node:test';
import type { NewTicket } from '../../src/contract/index.ts';
import { repositoryStaffDesk } from '../../src/server/desk/staff-desk.ts';
import { ticketAlerts } from '../../src/server/guest/alerts.ts';
import { GuestDoor } from '../../src/server/guest/guest-door.ts';
import { mailComposer } from '../../src/server/mail/compose.ts';
import { Courier, type MailReport } from '../../src/server/mail/courier.ts';
import { mailFault, type Mail } from '../../src/server/mail/mail.ts';
import type { Repository } from '../../src/server/repository.ts';
import { memoryRepository } from '../../src/server/repositories/memory.ts';
import { hour, keys, outcomeOf } from '../server/guest-world.ts';

const page = 'https://shop.example/help?from=mail';
const call = { signal: new AbortController().signal, locale: 'en' };
const opening: NewTicket = {
  customer: { email: 'Ola@Poczta.example', locale: 'pl' },
  subject: 'Lamp',
  text: 'It is dark',
  from: 'customer',
};

/** A team, its door, and a courier whose mails are kept. `wrapped` stands between the courier and the tickets. */
function teamWorld(wrapped: (repository: Repository) => Pick<Repository, 'findTicketByNumber'> = (same) => same) {
  const repository = memoryRepository();
  const door = new GuestDoor({ store: repository.guests, keys });
  const desk = repositoryStaffDesk(repository, { alerts: ticketAlerts({ door, keys }) });
  const mails: Mail[] = [];
  const reports: MailReport[] = [];
  const courier = new Courier({
    outbox: repository.mails,
    sender: { send: async (mail) => void mails.push(mail) },
    keys,
    compose: mailComposer({ door, tickets: wrapped(repository), page, from: 'help@mail.shop.example', brand: 'Shop' }),
    report: (report) => void reports.push(report),
  });
  /** Takes the mails that were sent since the last look. */
  const sent = async () => {
    while ((await courier.round()) > 0);
    return mails.splice(0);
  };
  return { repository, door, desk, sent, reports };
}

const tokenIn = ({ text }: Mail) => /#support\/g\/([\w-]{43})$/m.exec(text)?.[1] ?? '';

describe('news from the team', () => {
  it('is mailed with a link that the door knows', async () => {
    const { door, desk, sent } = teamWorld();
    const { value: ticket } = await desk.openTicket(opening, call);
    assert.deepEqual(await sent(), [], 'the customer knows what the customer wrote');
    await desk.reply(ticket.id, { text: 'We looked into it.' }, call);
    const [mail, ...more] = await sent();
    assert.ok(mail);
    assert.deepEqual(more, []);
    assert.equal(mailFault(mail), undefined);
    assert.deepEqual(
      [mail.to, mail.locale, mail.messageId.endsWith('@mail.shop.example>')],
      ['ola@poczta.example', 'pl', true],
    );
    assert.ok(mail.text.includes(`${page}#support/g/`));
    assert.ok(!JSON.stringify(mail).includes('looked into'));
    const link = await door.findLink(tokenIn(mail));
    assert.deepEqual([link.ticketId, link.email, link.locale], [ticket.id, 'ola@poczta.example', 'pl']);
  });

  it('is what the team writes, asks or solves, and nothing else', async () => {
    const { desk, sent } = teamWorld();
    const count = async () => (await sent()).length;
    const { value: ticket } = await desk.openTicket({ ...opening, from: 'support' }, call);
    assert.equal(await count(), 1, 'opened in the name of the team');
    for (const [to, mails] of [
      ['awaiting_reply', 1],
      ['awaiting_reply', 0],
      ['open', 0],
      ['solved', 1],
      ['closed', 0],
    ] as const) {
      await desk.setStatus(ticket.id, { to }, call);
      assert.equal(await count(), mails, to);
    }
    await desk.addNote(ticket.id, { text: 'for us alone' }, call);
    assert.equal(await count(), 0, 'a note');
    await desk.reply(ticket.id, { text: 'One more thing.', status: 'open' }, call);
    assert.equal(await count(), 1, 'a reply');
  });

  it('is mailed once, however often a request is repeated', async () => {
    const { desk, sent } = teamWorld();
    const twice = { ...opening, from: 'support' as const, clientId: 'open' };
    const { value: ticket } = await desk.openTicket(twice, call);
    assert.equal((await desk.openTicket(twice, call)).replayed, true);
    const reply = { text: 'We looked into it.', clientId: 'reply' };
    await Promise.all(Array.from({ length: 5 }, () => desk.reply(ticket.id, reply, call)));
    assert.equal((await sent()).length, 2);
  });

  it('is mailed to nobody where the address is none that mail goes to, or where there is no such ticket', async () => {
    const { desk, sent } = teamWorld();
    const customer = { email: '"ola ola"@poczta.example' };
    const { value: ticket } = await desk.openTicket({ ...opening, customer, from: 'support' }, call);
    await desk.reply(ticket.id, { text: 'Hello?' }, call);
    assert.equal(await outcomeOf(desk.reply('tk_none', { text: 'Hello?' }, call)), 'not_found');
    assert.deepEqual(await sent(), []);
  });
});

describe('a request for a new link', () => {
  const asked = (door: GuestDoor, email: string, number: string) =>
    door.requestLink({ email, ticketNumber: number }, 'en', '192.0.2.7');

  it('is answered with a mail to the customer of that ticket', async () => {
    const { door, desk, sent, reports } = teamWorld();
    const { value: ticket } = await desk.openTicket(opening, call);
    await asked(door, 'OLA@poczta.example', ticket.number);
    const [mail, ...more] = await sent();
    assert.ok(mail);
    assert.deepEqual([more, mail.to, mailFault(mail)], [[], 'ola@poczta.example', undefined]);
    assert.equal((await door.findLink(tokenIn(mail))).ticketId, ticket.id);
    assert.deepEqual([reports[0]?.outcome, mail.messageId], ['sent', `<${reports[0]?.id}@mail.shop.example>`]);
  });

  it('is forgotten without a mail where number and address do not belong together', async () => {
    const { repository, door, desk, sent, reports } = teamWorld();
    const { value: ticket } = await desk.openTicket(opening, call);
    await asked(door, 'somebody@poczta.example', ticket.number);
    await asked(door, 'ola@poczta.example', '99999');
    assert.deepEqual(await sent(), []);
    assert.deepEqual(
      reports.map(({ outcome }) => outcome),
      ['unmatched', 'unmatched'],
    );
    assert.ok(!JSON.stringify(reports).includes('poczta'));
    assert.deepEqual(await repository.mails.claim(Date.now() + 24 * hour, 0, 10), []);
  });

  it('waits where the tickets cannot be asked', async () => {
    const { door, sent, reports } = teamWorld(() => ({
      findTicketByNumber: () => Promise.reject(new Error('The database is away.')),
    }));
    await asked(door, 'ola@poczta.example', '10001');
    assert.deepEqual(await sent(), []);
    assert.deepEqual(
      reports.map(({ outcome }) => outcome),
      ['delayed'],
    );
  });
});

describe('a code', () => {
  it('is mailed for the host of the page, with the minutes of the door', async () => {
    const { door, desk, sent } = teamWorld();
    const { value: ticket } = await desk.openTicket(opening, call);
    const target = {
      ticketId: ticket.id,
      ticketNumber: Number(ticket.number),
      email: 'ola@poczta.example',
      locale: 'en',
    };
    await door.makeCode(await door.makeLink(target), 'n', 'press');
    const [mail] = await sent();
    assert.match(mail?.text.trim().split('\n').at(-1) ?? '', /^@shop\.example #\d{6}$/);
    assert.ok(mail?.text.includes('is your code for Shop. It works for 10 minutes.'));
    assert.match(mail?.messageId ?? '', /^<cm_[\w-]{43}@mail\.shop\.example>$/);
  });
});
