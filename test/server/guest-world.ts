/** A ticket, a door to it, and a clock that only the test moves. */
import type { Repository } from '../../src/server/repository.ts';
import { GuestDoor } from '../../src/server/guest/guest-door.ts';
import type { GuestStore } from '../../src/server/guest/guest-store.ts';
import type { MailOrder } from '../../src/server/mail/outbox.ts';
import type { GuestLimits } from '../../src/server/guest/guest-limits.ts';
import { doorKeys } from '../../src/server/guest/secrets.ts';
import { memoryRepository } from '../../src/server/repositories/memory.ts';
import { open } from '../../src/testing/repository-cases/world.ts';

export const minute = 60_000;
export const hour = 60 * minute;
export const day = 24 * hour;

export const keys = doorKeys('a key of the server that has 32 bytes or more');

/** A door of which the test also learns the code, as whoever reads the mail does. */
class OpenDoor extends GuestDoor {
  readonly #ordered: Map<string, MailOrder>;

  constructor({ guests }: Repository, limits: Partial<GuestLimits>, now: () => number) {
    const ordered = new Map<string, MailOrder>();
    const store: GuestStore = {
      ...guests,
      changeLink: ({ decide, ...request }) =>
        guests.changeLink({
          ...request,
          decide(held) {
            const change = decide(held);
            if (change.mail && change.challenge) ordered.set(change.challenge.codeHash, change.mail);
            return change;
          },
        }),
    };
    super({ store, keys, limits, now });
    this.#ordered = ordered;
  }

  /** Each call is a press of its own unless told. */
  override async makeCode(token: string, network: string, clientId: string = crypto.randomUUID()) {
    const sent = await super.makeCode(token, network, clientId);
    // A press that is repeated orders nothing: its code is the one before.
    const order = this.#ordered.get(sent.challenge.codeHash);
    return { ...sent, mailId: order?.id ?? '', code: await keys.open(order?.sealed ?? '', order?.id ?? '') };
  }
}

export interface GuestWorld {
  repository: Repository;
  door: OpenDoor;
  clock: { now: number };
  ticketId: string;
  /** Makes a link to the ticket for Ola, or for somebody else. */
  link: (email?: string) => Promise<string>;
  /** The same ticket through another process: a door of its own over a store of its own, if one is given. */
  otherDoor: (repository?: Repository) => OpenDoor;
}

export async function guestWorld(
  limits: Partial<GuestLimits> = {},
  repository: Repository = memoryRepository(),
): Promise<GuestWorld> {
  const clock = { now: Date.UTC(2026, 10, 23, 12) };
  const doorOver = (own: Repository) => new OpenDoor(own, limits, () => clock.now);
  const door = doorOver(repository);
  const { id: ticketId, number: ticketNumber } = await open({ repository }, { owner: 'email:ola@poczta.example' });
  return {
    repository,
    door,
    clock,
    ticketId,
    link: (email = 'ola@poczta.example') => door.makeLink({ ticketId, ticketNumber, email, locale: 'pl' }),
    otherDoor: (other = repository) => doorOver(other),
  };
}

/** A code of the same length that is not this one; another one for each `step`. */
export function notThe(code: string, step = 1): string {
  const most = 10 ** code.length;
  return String((Number(code) + 1 + (step % (most - 1))) % most).padStart(code.length, '0');
}

/** The code of the refusal, or `ok`. */
export function outcomeOf(call: Promise<unknown>): Promise<string> {
  return call.then(
    () => 'ok',
    (error: unknown) => (error as { code?: string }).code ?? String(error),
  );
}
