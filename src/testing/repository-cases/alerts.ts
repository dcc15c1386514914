/** Alerts: a link and a mail are stored with the change that they tell of, or not at all. */
import type { MailOrder } from '../../server/mail/outbox.ts';
import type { TicketAlert, TicketRecord } from '../../server/repository.ts';
import { assertEqual, rejectionOf } from '../assert.ts';
import {
  adding,
  message,
  newTicket,
  open,
  someone,
  staff,
  type RepositoryCase,
  type RepositoryWorld,
} from './world.ts';

/** Long before any real order is due, so that looking for the orders of a case touches no others. */
const longAgo = 1000;

/** An alert under random keys, for whatever ticket it is asked for. */
function newAlert() {
  const name = crypto.randomUUID();
  const common = { email: 'ola@poczta.example', locale: 'pl' };
  const alertOf = ({ id: ticketId, number: ticketNumber }: TicketRecord): TicketAlert => ({
    link: {
      ...common,
      hash: `hash ${name}`,
      ticketId,
      ticketNumber,
      createdAt: 1,
      expiresAt: 2,
      judged: 0,
      challenge: null,
    },
    mail: {
      id: `up_${name}`,
      kind: 'update',
      to: common.email,
      locale: common.locale,
      ticketNumber,
      sealed: `sealed ${name}`,
      createdAt: 1,
      dueAt: longAgo,
      expiresAt: 2,
      attempts: 0,
    },
  });
  return { alertOf, hash: `hash ${name}`, mailId: `up_${name}` };
}

/** The order of this id, if it is there, as it was written: looking for it counts as an attempt. */
async function findOrder({ repository }: RepositoryWorld, id: string): Promise<MailOrder | undefined> {
  const due = await repository.mails.claim(longAgo, 0, 1000);
  const found = due.find((order) => order.id === id);
  return found && { ...found, attempts: 0 };
}

async function assertStored(
  world: RepositoryWorld,
  ticket: TicketRecord,
  { alertOf, hash, mailId }: ReturnType<typeof newAlert>,
) {
  const { link, mail } = alertOf(ticket);
  assertEqual(await world.repository.guests.findLink(hash), link, 'the link');
  assertEqual(await findOrder(world, mailId), mail, 'the mail');
  await world.repository.mails.finish(mailId);
}

async function assertAbsent(world: RepositoryWorld, { hash, mailId }: ReturnType<typeof newAlert>) {
  assertEqual(await world.repository.guests.findLink(hash), undefined, 'the link');
  assertEqual(await findOrder(world, mailId), undefined, 'the mail');
}

export const alertCases: RepositoryCase[] = [
  {
    id: 'alerts/are-stored-with-a-change',
    title: 'a change stores the link and the mail that tell of it',
    async run(world) {
      const ticket = await open(world, { owner: someone().owner });
      const alert = newAlert();
      const decide = (held: TicketRecord) => ({ patch: {}, events: [message('news')], alert: alert.alertOf(held) });
      await world.repository.changeTicket({ ticketId: ticket.id, viewer: staff, decide });
      await assertStored(world, ticket, alert);
    },
  },
  {
    id: 'alerts/are-stored-with-a-new-ticket',
    title: 'a new ticket stores the link and the mail that tell of it, with its number',
    async run(world) {
      const alert = newAlert();
      const ticket = await open(world, { owner: someone().owner, alert: alert.alertOf });
      await assertStored(world, ticket, alert);
    },
  },
  {
    id: 'alerts/may-be-left-out',
    title: 'a ticket whose alert turns out to be none is opened without one',
    async run(world) {
      const { owner, viewer } = someone();
      const ticket = await open(world, { owner, alert: () => undefined });
      assertEqual(await world.repository.findTicket(ticket.id, viewer), ticket, 'the ticket');
    },
  },
  {
    id: 'alerts/are-stored-once-per-key',
    title: 'a repeated change or opening under one key stores no second alert',
    async run(world) {
      const { repository } = world;
      const { owner } = someone();
      const [first, second] = [newAlert(), newAlert()];
      const opening = { ...newTicket({ owner }), key: { author: owner, clientId: 'open' } };
      const { ticket } = await repository.addTicket({ ...opening, alert: first.alertOf });
      const again = await repository.addTicket({ ...opening, id: `${opening.id}2`, alert: second.alertOf });
      assertEqual([again.replayed, again.ticket.id], [true, ticket.id], 'the ticket');
      await assertStored(world, ticket, first);
      await assertAbsent(world, second);
      const [third, fourth] = [newAlert(), newAlert()];
      const request = { ticketId: ticket.id, viewer: staff, key: { author: 'staff', clientId: 'reply' } };
      for (const alert of [third, fourth])
        await repository.changeTicket({
          ...request,
          decide: (held) => ({ patch: {}, events: [message('news')], alert: alert.alertOf(held) }),
        });
      await assertStored(world, ticket, third);
      await assertAbsent(world, fourth);
    },
  },
  {
    id: 'alerts/are-rolled-back-together',
    title: 'where the events, the link or the mail cannot be stored, nothing of the change is',
    async run(world) {
      const { repository } = world;
      const { owner, viewer } = someone();
      const [taken, fresh] = [newAlert(), newAlert()];
      const event = message('there');
      const ticket = await open(world, { owner, events: [event], alert: taken.alertOf });
      const there = taken.alertOf(ticket);
      const made = fresh.alertOf(ticket);
      const impossible = [
        { patch: {}, events: [event], alert: made },
        { patch: {}, events: [message('link')], alert: { ...made, link: there.link } },
        { patch: {}, events: [message('mail')], alert: { ...made, mail: there.mail } },
      ];
      for (const change of impossible)
        await rejectionOf(
          repository.changeTicket({ ticketId: ticket.id, viewer, decide: () => change }),
          'an impossible change',
        );
      assertEqual(await repository.findTicket(ticket.id, viewer), ticket, 'the ticket');
      assertEqual((await repository.listEvents(ticket.id, viewer, { limit: 9 })).length, 1, 'its events');
      await assertAbsent(world, fresh);
      const unopened = newTicket({ owner, alert: () => ({ ...made, mail: there.mail }) });
      await rejectionOf(repository.addTicket(unopened), 'an impossible opening');
      assertEqual(await repository.findTicket(unopened.id, viewer), undefined, 'the unopened ticket');
      await assertAbsent(world, fresh);
      const allowed = await repository.changeTicket({
        ticketId: ticket.id,
        viewer,
        decide: adding([message('later')]),
      });
      assertEqual(allowed?.ticket.lastSeq, 2, 'the ticket afterwards');
      await assertStored(world, ticket, taken);
    },
  },
];
