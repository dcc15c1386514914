/**
 * The one door to every repository: input is copied and made storable, impossible keys are answered without asking, and
 * `close` waits for what is running. What stands behind it may trust its arguments.
 */
import { SupportError } from '../../contract/index.ts';
import type { FileStore } from '../files/file-store.ts';
import type { GuestStore } from '../guest/guest-store.ts';
import type {
  ChangeRequest,
  CustomerViewer,
  NoteRecord,
  Repository,
  TicketListing,
  TicketSelection,
  Viewer,
} from '../repository.ts';
import { authorsOf } from './records.ts';
import {
  assertPlaces,
  assertShortKey,
  assertStorableKeys,
  isStorableKey,
  storable,
  storableLimit,
  storableWords,
} from './storable.ts';

/** Wraps a repository; `close` is called on it once, after the last running call has settled. */
export function guardedRepository(inner: Repository): Repository {
  const { during, close } = gatekeeper(() => inner.close());
  return {
    addTicket: (ticket) =>
      during(() => {
        assertStorableKeys(ticket.id, ticket.owner, ticket.key?.author, ticket.key?.clientId);
        assertStorableKeys(...ticket.events.map((event) => event.id));
        const { alert, ...record } = ticket;
        return inner.addTicket({ ...storable(record), alert: (opened) => storable(alert?.(opened)) });
      }),
    findTicket: (ticketId, viewer) =>
      during(async () => (isStorableKey(ticketId) ? inner.findTicket(ticketId, storableViewer(viewer)) : undefined)),
    findTicketByNumber: (number) =>
      during(async () => (Number.isSafeInteger(number) ? inner.findTicketByNumber(number) : undefined)),
    listTickets: (listing) =>
      during(async () => (mayMatch(listing) ? inner.listTickets(storableListing(listing)) : [])),
    countTickets: (selection) =>
      during(async () => (mayMatch(selection) ? inner.countTickets(storableSelection(selection)) : 0)),
    countByStatus: (viewer) => during(() => inner.countByStatus(storableViewer(viewer))),
    findMentions: (ticketIds, viewer, words) =>
      during(async () => {
        const ids = [...new Set(ticketIds.filter(isStorableKey))];
        const kept = storableWords(words);
        return ids.length > 0 && kept.length > 0 ? inner.findMentions(ids, storableViewer(viewer), kept) : [];
      }),
    countUnread: (viewer) => during(() => inner.countUnread(storableViewer(viewer))),
    changeTicket: (request) =>
      during(async () => (isStorableKey(request.ticketId) ? inner.changeTicket(storableRequest(request)) : undefined)),
    listEvents: (ticketId, viewer, range) =>
      during(async () => {
        assertPlaces(range.before, range.after);
        if (!isStorableKey(ticketId)) return [];
        return inner.listEvents(ticketId, storableViewer(viewer), { ...range, limit: storableLimit(range.limit) });
      }),
    markRead: (ticketId, viewer, eventId) =>
      during(async () => {
        if (!isStorableKey(ticketId) || !isStorableKey(eventId)) return false;
        return inner.markRead(ticketId, storableViewer(viewer), eventId);
      }),
    addNote: (note) =>
      during(async () => (isStorableKey(note.ticketId) ? inner.addNote(storableNote(note)) : undefined)),
    listStaffTimeline: (ticketId, { after, limit }) =>
      during(async () => {
        assertPlaces(after?.at, after?.rank, after?.order);
        return isStorableKey(ticketId) ? inner.listStaffTimeline(ticketId, { after, limit: storableLimit(limit) }) : [];
      }),
    guests: guardedGuests(inner.guests, during),
    files: guardedFiles(inner.files, during),
    changes: {
      marks: (viewer) => during(() => inner.changes.marks(storableCustomer(viewer))),
      since: (viewer, known, limit) =>
        during(async () => {
          assertPlaces(...known.values());
          return inner.changes.since(storableCustomer(viewer), new Map(known), storableLimit(limit));
        }),
    },
    mails: {
      claim: (now, leaseMs, limit) => during(() => inner.mails.claim(now, leaseMs, storableLimit(limit))),
      finish: (id) => during(() => inner.mails.finish(id)),
      postpone: (id, dueAt) => during(() => inner.mails.postpone(id, dueAt)),
    },
    ping: () => during(() => inner.ping()),
    close,
  };
}

type During = ReturnType<typeof gatekeeper>['during'];

/** The door makes all keys itself, and looks for nothing that it could not have made. */
function guardedGuests(inner: GuestStore, during: During): GuestStore {
  return {
    addLink: (link) => during(() => inner.addLink(storable(link))),
    findLink: (hash) => during(() => inner.findLink(hash)),
    changeLink: (request) => during(() => inner.changeLink(request)),
    changeTallies: (request) => during(() => inner.changeTallies(request)),
    findSession: (hash) => during(() => inner.findSession(hash)),
    touchSession: (hash, seenAt) => during(() => inner.touchSession(hash, seenAt)),
    endSession: (hash) => during(() => inner.endSession(hash)),
    endSessions: (ticketId) => during(() => inner.endSessions(ticketId)),
    sweep: (time) => during(() => inner.sweep(time)),
  };
}

/** Nobody begins a file, or looks for one that no message carries, in another's name. */
function guardedFiles(inner: FileStore, during: During): FileStore {
  return {
    add: (file, viewer) =>
      during(async () => {
        assertStorableKeys(file.id, file.author, file.clientId, ...file.parts.map(({ key }) => key));
        assertShortKey(file.clientId);
        if (!isStorableKey(file.ticketId) || !authorsOf(viewer).includes(file.author)) return undefined;
        return inner.add({ ...storable(file), eventId: null }, storableViewer(viewer));
      }),
    find: (ticketId, fileId, viewer) =>
      during(async () => {
        if (![ticketId, fileId].every(isStorableKey)) return undefined;
        return inner.find(ticketId, fileId, storableViewer(viewer));
      }),
    findByKey: (ticketId, author, clientId, viewer) =>
      during(async () => {
        if (![ticketId, author, clientId].every(isStorableKey) || !authorsOf(viewer).includes(author)) return undefined;
        return inner.findByKey(ticketId, author, clientId, storableViewer(viewer));
      }),
    ofEvent: (ticketId, eventId, viewer) =>
      during(async () => {
        return [ticketId, eventId].every(isStorableKey) ? inner.ofEvent(ticketId, eventId, storableViewer(viewer)) : [];
      }),
    expectBlob: (key, at) =>
      during(async () => {
        assertStorableKeys(key);
        await inner.expectBlob(key, at);
      }),
    addPart: (fileId, partCount, part) =>
      during(async () => {
        assertStorableKeys(part.key);
        if (!isStorableKey(fileId) || !Number.isSafeInteger(partCount)) return undefined;
        return inner.addPart(fileId, partCount, storable(part));
      }),
    settle: (fileId, outcome) =>
      during(async () => (isStorableKey(fileId) ? inner.settle(fileId, storable(outcome)) : undefined)),
    remove: (fileId, at) => during(async () => (isStorableKey(fileId) ? inner.remove(fileId, at) : undefined)),
    looseBlobs: (before, limit) => during(() => inner.looseBlobs(before, storableLimit(limit))),
    forgetBlobs: (keys) => during(() => inner.forgetBlobs(keys.filter(isStorableKey))),
    abandoned: (before, limit) => during(() => inner.abandoned(before, storableLimit(limit))),
    pending: (author) => during(async () => (isStorableKey(author) ? inner.pending(author) : { files: 0, bytes: 0 })),
    signingKey: (made) => during(() => inner.signingKey(made)),
  };
}

/** Lets calls in until it closes, and closes when the last one is out. */
function gatekeeper(letGo: () => Promise<void>) {
  const running = new Set<Promise<unknown>>();
  let closing: Promise<void> | undefined;
  const during = async <T>(call: () => Promise<T>): Promise<T> => {
    if (closing) throw new SupportError('The repository is closed.', { code: 'unavailable' });
    const answer = call();
    running.add(answer);
    try {
      return await answer;
    } finally {
      running.delete(answer);
    }
  };
  return { during, close: () => (closing ??= Promise.allSettled(running).then(letGo)) };
}

const nobody: CustomerViewer = { role: 'customer', owners: [] };

function storableViewer(viewer: Viewer): Viewer {
  return viewer.role === 'staff' ? viewer : storableCustomer(viewer);
}

/** Nothing can be stored under an impossible owner, so nobody can see anything as one. */
function storableCustomer(viewer: CustomerViewer): CustomerViewer {
  if (viewer.role === 'guest')
    return isStorableKey(viewer.ticketId) && isStorableKey(viewer.email) ? { ...viewer } : nobody;
  return { role: 'customer', owners: [...new Set(viewer.owners.filter(isStorableKey))] };
}

function mayMatch({ email }: TicketSelection): boolean {
  return email === undefined || isStorableKey(email);
}

function storableSelection(selection: TicketSelection): TicketSelection {
  return {
    viewer: storableViewer(selection.viewer),
    statuses: selection.statuses && [...new Set(selection.statuses)],
    unreadOnly: selection.unreadOnly,
    email: selection.email,
    words: selection.words && storableWords(selection.words),
  };
}

function storableListing(listing: TicketListing): TicketListing {
  const { after, sort, limit } = listing;
  assertPlaces(after?.attention, after?.at);
  if (after && !isStorableKey(after.id)) {
    throw new SupportError('A position names an impossible ticket.', { code: 'cursor_invalid' });
  }
  return { ...storableSelection(listing), sort, after: after && { ...after }, limit: storableLimit(limit) };
}

function storableRequest(request: ChangeRequest): ChangeRequest {
  const { ticketId, viewer, key, fileIds = [] } = request;
  assertStorableKeys(key?.author, key?.clientId);
  return {
    ticketId,
    viewer: storableViewer(viewer),
    key: key && { ...key },
    fileIds: [...new Set(fileIds.filter(isStorableKey))],
    decide: (ticket, files) => {
      const change = request.decide(ticket, files);
      assertStorableKeys(...(change?.events ?? []).map((event) => event.id));
      return storable(change);
    },
  };
}

function storableNote(note: NoteRecord): NoteRecord {
  assertStorableKeys(note.id, note.clientId);
  return storable(note);
}
