/**
 * An adapter whose answers the test gives by hand, one call at a time, in any order and as late as it likes. Methods
 * that the test does not care about may be answered by functions of its own.
 */
import type { CallOptions, SupportAdapter } from '../../src/contract/adapter.ts';
import type { Attachment } from '../../src/contract/attachment.ts';
import { SupportError, type SupportErrorCode, type SupportErrorInit } from '../../src/contract/errors.ts';
import type { FilesAdapter } from '../../src/contract/files.ts';
import type { GuestAdapter } from '../../src/contract/guest.ts';

/** All that can be called, the door for guests and what concerns files included. */
type Methods = Omit<SupportAdapter, 'name' | 'guest' | 'files'> & GuestAdapter & FilesAdapter;
type Method = keyof Methods;
type ResultOf<M extends Method> = Awaited<ReturnType<Methods[M]>>;
type ArgumentsOf<M extends Method> = Parameters<Methods[M]>;
/** What a failure says beside its code. */
export type FailureDetails = Omit<SupportErrorInit, 'code'>;

type Scripted = Partial<Omit<SupportAdapter, 'guest' | 'files'>> & {
  guest?: Partial<GuestAdapter>;
  files?: Partial<FilesAdapter>;
};

/** One call that waits for its answer. */
export interface FakeCall<M extends Method> {
  readonly args: ArgumentsOf<M>;
  readonly signal: AbortSignal;
  readonly locale: string;
  answer(result: ResultOf<M>): void;
  fail(code: SupportErrorCode, details?: FailureDetails): void;
}

export interface FakeAdapter extends SupportAdapter {
  /** The oldest call of this method that nobody looked at yet, as soon as there is one. */
  next<M extends Method>(method: M): Promise<FakeCall<M>>;
  /** How many calls of this method there were. */
  countOf(method: Method): number;
}

const methods: readonly Exclude<Method, keyof (GuestAdapter & FilesAdapter)>[] = [
  'getConfig',
  'getSession',
  'signOut',
  'listTickets',
  'getTicket',
  'listEvents',
  'sendMessage',
  'markRead',
  'setStatus',
  'rateTicket',
  'getUnread',
];
const guestMethods: readonly (keyof GuestAdapter)[] = ['resolveLink', 'requestCode', 'verifyCode', 'requestNewLink'];

const filesMethods: readonly (keyof FilesAdapter)[] = ['upload', 'discard', 'linkTo', 'linkToAll'];

/** A failure as an adapter reports it. */
export function refusal(code: SupportErrorCode, details: FailureDetails = {}): SupportError {
  return new SupportError(`refused: ${code}`, { code, ...details });
}

export function createFakeAdapter(scripted: Scripted = {}): FakeAdapter {
  const unseen = new Map<string, unknown[]>();
  const awaited = new Map<string, ((call: unknown) => void)[]>();
  const counts = new Map<string, number>();

  function record(method: string, args: readonly unknown[]): Promise<unknown> {
    const { promise, resolve, reject } = Promise.withResolvers<unknown>();
    const { signal, locale } = args.at(-1) as CallOptions;
    const fail = (code: SupportErrorCode, details?: FailureDetails) => reject(refusal(code, details));
    const call = { args, signal, locale, answer: resolve, fail };
    const waiting = awaited.get(method)?.shift();
    if (waiting) waiting(call);
    else unseen.set(method, [...(unseen.get(method) ?? []), call]);
    return promise;
  }

  function callsOf(names: readonly Method[], scripts: Partial<Methods> = {}): Record<string, unknown> {
    const calls = names.map((method) => {
      const script = scripts[method] as ((...args: unknown[]) => unknown) | undefined;
      const call = (...args: unknown[]) => {
        counts.set(method, (counts.get(method) ?? 0) + 1);
        return script ? script(...args) : record(method, args);
      };
      return [method, call];
    });
    return Object.fromEntries(calls) as Record<string, unknown>;
  }

  const { guest, files, ...others } = scripted;
  const fake: unknown = {
    name: 'fake',
    ...callsOf(methods, others),
    guest: callsOf(guestMethods, guest),
    files: callsOf(filesMethods, files),
    next(method: string): Promise<unknown> {
      const call = unseen.get(method)?.shift();
      if (call) return Promise.resolve(call);
      const { promise, resolve } = Promise.withResolvers<unknown>();
      awaited.set(method, [...(awaited.get(method) ?? []), resolve]);
      return promise;
    },
    countOf: (method: Method) => counts.get(method) ?? 0,
  };
  return fake as FakeAdapter;
}

/** What a server makes of an upload. */
export function attachmentFor({ args: [, file, { clientId, name, mediaType }] }: FakeCall<'upload'>): Attachment {
  return { id: `a-${clientId}`, name, mediaType, size: file.size, state: 'ready' };
}
