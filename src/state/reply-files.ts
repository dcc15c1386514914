/**
 * Files that were chosen for a reply, on their way to the server while its words are still being written. A cut costs what
 * was under way and no more, because each upload keeps its key until a reply carries it. This comes with the buttons, as
 * the commands do.
 */
import type { Attachment } from '../contract/attachment.ts';
import { asksForIdentity, asSupportError, SupportError } from '../contract/errors.ts';
import { repliesOf } from './conversations.ts';
import { isPending, lostFiles, renewed, uploadOf } from './file-rules.ts';
import type { PartContext, StorePart } from './part.ts';
import type { RepliesSlice, ReplyFile, SupportStore } from './slices.ts';

export interface NewReplyFile {
  readonly name: string;
  /** Empty for unknown. */
  readonly mediaType: string;
  readonly blob: Blob;
}

/** What became of a file by itself: all of it is at the server, or it will not be unless its author does something. */
export interface FileOutcome {
  readonly ticketId: string;
  readonly file: ReplyFile;
}

export interface ReplyFiles extends StorePart {
  /** Puts files behind those of the draft; their bytes begin to leave at once. */
  add(ticketId: string, files: readonly NewReplyFile[]): void;
  /** Takes a file out of the draft, wherever its bytes are; nobody waits for the server to forget them. */
  remove(ticketId: string, clientId: string): void;
  /** Goes on with a file that failed, under its key. */
  retry(ticketId: string, clientId: string): void;
  /** Calls back once for each file that arrived or failed. Returns how to stop. */
  onSettled(listener: (outcome: FileOutcome) => void): () => void;
}

const atOnce = 3;
/** Before an upload that was cut goes on. Whenever more bytes arrived it starts from the first again. */
const pausesMs = [1_000, 3_000, 10_000, 30_000];

export function replyFilesOf(store: SupportStore): ReplyFiles {
  return store.part('reply files', (context) => createReplyFiles(context, repliesOf(store)));
}

function createReplyFiles(context: PartContext, replies: RepliesSlice): ReplyFiles {
  const { online } = context;
  const running = new Map<string, AbortController>();
  /** Cuts in a row, of files that are not there yet. */
  const cuts = new Map<string, number>();
  const resting = new Map<string, ReturnType<typeof setTimeout>>();
  /** Of replies that were handed over: the server may say that it does not have them. */
  const handedOver = new Map<string, readonly ReplyFile[]>();
  const listeners = new Set<(outcome: FileOutcome) => void>();
  /** The last that a reply met with. */
  let refusal: SupportError | undefined;
  /** The session is over: nothing goes out before somebody is back. */
  let isLocked = false;

  function filesOf(ticketId: string): readonly ReplyFile[] {
    return replies.of(ticketId).files;
  }

  function find(ticketId: string, clientId: string): ReplyFile | undefined {
    return filesOf(ticketId).find((file) => file.clientId === clientId);
  }

  function change(ticketId: string, clientId: string, part: Partial<ReplyFile>): void {
    if (!find(ticketId, clientId)) return;
    const files = filesOf(ticketId).map((file) => (file.clientId === clientId ? { ...file, ...part } : file));
    replies.restore(ticketId, { files });
  }

  function drop(ticketId: string, clientId: string): void {
    replies.restore(ticketId, { files: filesOf(ticketId).filter((file) => file.clientId !== clientId) });
  }

  function tell(ticketId: string, file: ReplyFile): void {
    for (const listener of [...listeners]) listener({ ticketId, file });
  }

  /** Starts what may start: the oldest first, and no more than a connection is good for. */
  function goOn(): void {
    if (context.isOver() || isLocked || !online.holds()) return;
    const due = Array.from(replies.tickets(), (ticketId) => filesOf(ticketId).map((file) => ({ ticketId, ...file })));
    context.changes.batch(() => {
      for (const { ticketId, ...file } of due.flat()) {
        const { clientId, blob } = file;
        const isBusy = running.size >= atOnce || running.has(clientId) || resting.has(clientId);
        if (isPending(file) && blob && !isBusy) void upload(ticketId, clientId, blob);
      }
    });
  }

  async function upload(ticketId: string, clientId: string, blob: Blob): Promise<void> {
    const mine = new AbortController();
    running.set(clientId, mine);
    const { signal } = mine;
    const file = find(ticketId, clientId);
    change(ticketId, clientId, { state: 'uploading' });
    try {
      if (!file) return;
      const onProgress = (sent: number) => {
        if (signal.aborted || sent <= (find(ticketId, clientId)?.sent ?? 0)) return;
        cuts.delete(clientId);
        change(ticketId, clientId, { sent });
      };
      const options = { signal, locale: context.locale(), onProgress };
      const attachment = await context.adapter.files.upload(ticketId, blob, uploadOf(file), options);
      if (!signal.aborted) arrive(ticketId, clientId, attachment);
    } catch (cause) {
      if (!signal.aborted) fail(ticketId, clientId, asSupportError(cause));
    } finally {
      if (running.get(clientId) === mine) running.delete(clientId);
      goOn();
    }
  }

  function arrive(ticketId: string, clientId: string, attachment: Attachment): void {
    const file = find(ticketId, clientId);
    if (attachment.state === 'rejected') fail(ticketId, clientId, new SupportError('Rejected.', { code: 'infected' }));
    else if (file) {
      const whole: ReplyFile = { ...file, state: 'done', sent: file.size, attachment };
      change(ticketId, clientId, whole);
      cuts.delete(clientId);
      tell(ticketId, whole);
    }
  }

  function fail(ticketId: string, clientId: string, failure: SupportError): void {
    const isAway = failure.retryable && !online.holds();
    const isOut = asksForIdentity(failure);
    const count = cuts.get(clientId) ?? 0;
    const pauseMs = failure.retryable ? pausesMs[count] : undefined;
    if (isOut) {
      isLocked = true;
      context.noteFailure(failure);
    } else if (!isAway && pauseMs !== undefined) {
      cuts.set(clientId, count + 1);
      const timer = setTimeout(() => wake(clientId), Math.max(pauseMs, failure.retryAfterMs ?? 0));
      resting.set(clientId, timer);
    } else if (!isAway) {
      giveUp(ticketId, clientId, failure);
      return;
    }
    change(ticketId, clientId, { state: 'waiting' });
  }

  function giveUp(ticketId: string, clientId: string, failure: SupportError): void {
    const file = find(ticketId, clientId);
    cuts.delete(clientId);
    // Nobody wants to see that one again, let alone send it.
    if (failure.code === 'infected') drop(ticketId, clientId);
    else change(ticketId, clientId, { state: 'failed', failure });
    if (file) tell(ticketId, { ...file, state: 'failed', failure });
  }

  /** All of them where none is named. */
  function wake(...clientIds: readonly string[]): void {
    for (const clientId of clientIds.length > 0 ? clientIds : resting.keys()) {
      clearTimeout(resting.get(clientId));
      resting.delete(clientId);
    }
    goOn();
  }

  /** Removed by somebody, or gone with its whole draft. */
  function stop(clientId: string): void {
    running.get(clientId)?.abort();
    running.delete(clientId);
    clearTimeout(resting.get(clientId));
    resting.delete(clientId);
    cuts.delete(clientId);
  }

  function follow(): void {
    const wanted = new Set<string>();
    for (const ticketId of replies.tickets()) {
      for (const { clientId } of filesOf(ticketId)) wanted.add(clientId);
      for (const { clientId, files } of replies.of(ticketId).outgoing) if (files) handedOver.set(clientId, files);
    }
    for (const clientId of running.keys()) if (!wanted.has(clientId)) stop(clientId);
    goOn();
  }

  /** Uploads files again that the server turned out not to have. */
  function renew(ticketId: string, replyId: string, lost: ReadonlySet<string>): void {
    if (lost.size === 0) return;
    const { files, returned } = replies.of(ticketId);
    replies.restore(ticketId, {
      files: files.map((file) => (lost.has(file.clientId) ? renewed(file, context.newId()) : file)),
      // With other files it is another reply, and this one was refused for sure.
      returned: returned?.clientId === replyId ? undefined : returned,
    });
  }

  const ends = [
    context.changes.subscribe(follow),
    online.subscribe(() => {
      if (online.holds()) wake();
    }),
    replies.onSettled(({ ticketId, clientId, failure }) => {
      const sent = handedOver.get(clientId) ?? [];
      handedOver.delete(clientId);
      // Those behind a refused reply come back with it, for no fault of theirs.
      if (!failure || failure === refusal) return;
      refusal = failure;
      renew(ticketId, clientId, lostFiles(failure, sent));
    }),
  ];
  follow();

  return {
    add(ticketId, files) {
      const chosen = files.map(({ name, mediaType, blob }): ReplyFile => {
        return { clientId: context.newId(), name, mediaType, size: blob.size, blob, state: 'waiting', sent: 0 };
      });
      replies.restore(ticketId, { files: [...filesOf(ticketId), ...chosen], failure: undefined });
    },
    remove(ticketId, clientId) {
      if (!find(ticketId, clientId)) return;
      stop(clientId);
      drop(ticketId, clientId);
      const options = { signal: new AbortController().signal, locale: context.locale() };
      // What does not hear of it drops an upload that no reply carries after a day.
      context.adapter.files.discard(ticketId, clientId, options).catch(() => undefined);
    },
    retry(ticketId, clientId) {
      const file = find(ticketId, clientId);
      if (file?.state !== 'failed' || !file.blob) return;
      change(ticketId, clientId, { state: 'waiting', failure: undefined });
    },
    onSettled(listener) {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
    refreshShown() {
      isLocked = false;
      wake();
      return Promise.resolve();
    },
    clear() {
      for (const clientId of [...running.keys(), ...resting.keys()]) stop(clientId);
      handedOver.clear();
      isLocked = false;
      if (context.isOver()) for (const end of ends) end();
    },
  };
}
