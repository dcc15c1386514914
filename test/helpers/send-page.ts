/** A page of a customer who writes: the real store over a real adapter, as the elements use it. */
import type { SupportAdapter } from '../../src/contract/index.ts';
import { repliesOf, threadsOf } from '../../src/state/conversations.ts';
import { keepReplies } from '../../src/state/kept-replies.ts';
import { valueOf } from '../../src/state/remote.ts';
import { replyCommandsOf } from '../../src/state/reply-commands.ts';
import { joined } from '../../src/state/reply-words.ts';
import type { OutgoingReply } from '../../src/state/slices.ts';
import { createSupportStore } from '../../src/state/support-store.ts';
import { type Ledger, phrasesOf, shortOf } from './ledger.ts';
import type { Switch } from './switch.ts';
import type { PagePlaces } from './words-on-device.ts';

export interface SendPageOptions {
  adapter: SupportAdapter;
  online: Switch;
  places: PagePlaces;
  newId: () => string;
  tickets: readonly string[];
  ledger: Ledger;
  /** Told of each thing that its author does. */
  tell: (what: string) => void;
}

export type SendPage = ReturnType<typeof openSendPage>;

/** By the page's own clock; nothing in a page may take that long. */
const longestWaitMs = 3_600_000;

export function openSendPage({ adapter, online, places, newId, tickets, ledger, tell }: SendPageOptions) {
  const store = createSupportStore({ adapter, locale: () => 'en', online, newId });
  const [replies, commands, threads] = [repliesOf(store), replyCommandsOf(store), threadsOf(store)];
  const kept = keepReplies(store, () => places.vaults);
  const stop = store.subscribe(() => undefined);
  /** What stands in a box and was never handed over, by ticket. */
  const typed = new Map<string, string[]>();

  const linesOf = (ticketId: string) => replies.of(ticketId).outgoing;
  const isReady = () =>
    valueOf(store.session.snapshot)?.session.kind === 'user' &&
    tickets.every((ticketId) => valueOf(threads.of(ticketId).timeline));
  const isQuiet = () => tickets.every((ticketId) => linesOf(ticketId).every(({ state }) => state === 'failed'));

  function told(what: string, ticketId: string, text = ''): void {
    tell(`${what} in ticket ${tickets.indexOf(ticketId)}: ${phrasesOf(text).map(shortOf).join(' ')}`);
  }

  function noteTyped(ticketId: string, phrase: string): void {
    ledger.typed(ticketId, phrase);
    typed.set(ticketId, [...(typed.get(ticketId) ?? []), phrase]);
  }

  function press(ticketId: string): void {
    const { draft, outgoing, returned } = replies.of(ticketId);
    ledger.handedOver(
      outgoing.filter(({ state }) => state !== 'failed').map(({ text }) => text),
      draft,
    );
    // What may have arrived has its place already, wherever it stands now.
    if (returned?.isInDoubt) ledger.moved(returned.text);
    // Whoever goes on while a reply has failed lets others pass it.
    for (const { text, state } of outgoing) if (state === 'failed') ledger.moved(text);
    typed.delete(ticketId);
    told('press', ticketId, draft);
    void commands.send(ticketId);
  }

  function end(): void {
    places.crash();
    stop();
    store.dispose();
  }

  return {
    online,
    tickets,
    isReady,
    draftOf: (ticketId: string) => replies.of(ticketId).draft,
    heldIn: (ticketId: string): OutgoingReply[] => linesOf(ticketId).filter(({ state }) => state !== 'sending'),
    /** Whatever did not load is asked for again. */
    async load(): Promise<void> {
      await Promise.all([store.session.load(), ...tickets.map((ticketId) => threads.open(ticketId))]);
    },
    refresh: () => store.refresh(),
    look: () => kept.look(),
    /** Behind what stands there. */
    type(ticketId: string, phrase: string): void {
      told('type', ticketId, phrase);
      noteTyped(ticketId, phrase);
      replies.edit(ticketId, joined([replies.of(ticketId).draft, phrase]));
    },
    press,
    /** Other words instead of some in the box; instead of the whole reply, where they are of one that came back. */
    rewrite(ticketId: string, phrase: string, by: string): void {
      const { draft, returned } = replies.of(ticketId);
      const reply = phrasesOf(returned?.text ?? '');
      const old = reply.includes(phrase) ? reply : [phrase];
      told('rewrite', ticketId, joined([phrase, by]));
      ledger.givenUp(joined(old));
      noteTyped(ticketId, by);
      replies.edit(
        ticketId,
        joined(phrasesOf(draft).flatMap((one) => (one === phrase ? by : old.includes(one) ? [] : one))),
      );
    },
    retry(ticketId: string, { clientId, text }: OutgoingReply): void {
      told('retry', ticketId, text);
      ledger.moved(replies.of(ticketId).draft);
      commands.retry(ticketId, clientId);
    },
    takeBack(ticketId: string, { clientId, text }: OutgoingReply): void {
      told('take back', ticketId, text);
      ledger.moved(text);
      commands.takeBack(ticketId, clientId);
    },
    discard(ticketId: string, { clientId, text }: OutgoingReply): void {
      told('discard', ticketId, text);
      ledger.givenUp(text);
      commands.discard(ticketId, clientId);
    },
    undoDiscard(ticketId: string): void {
      const { discarded } = replies.of(ticketId);
      if (!discarded) return;
      told('undo', ticketId, discarded.text);
      ledger.wantedAgain(discarded.text);
      commands.undoDiscard(ticketId);
    },
    /** Throws away what another page had left, where nobody wrote on. */
    discardRestored(ticketId: string): void {
      const { restored } = kept.note(ticketId);
      if (!restored || restored.whole !== replies.of(ticketId).draft) return;
      told('discard what came back', ticketId, restored.words);
      ledger.givenUp(restored.words);
      kept.discard(ticketId);
    },
    undoRestored(ticketId: string): void {
      const { discarded } = kept.note(ticketId);
      if (!discarded) return;
      told('undo that', ticketId, discarded.words);
      ledger.wantedAgain(discarded.words);
      kept.undo(ticketId);
    },
    /** Every reply is with the server or has failed. */
    quiet(): Promise<void> {
      return new Promise((resolve, reject) => {
        const late = setTimeout(
          () => settle(() => reject(new Error('A reply neither arrived nor failed.'))),
          longestWaitMs,
        );
        const unsubscribe = store.subscribe(() => {
          if (isQuiet()) settle(resolve);
        });
        function settle(tell: () => void): void {
          clearTimeout(late);
          unsubscribe();
          tell();
        }
        if (isQuiet()) settle(resolve);
      });
    },
    /** Whether anything waits here for its author or for the network. */
    isEmpty: () => tickets.every((ticketId) => linesOf(ticketId).length === 0 && replies.of(ticketId).draft === ''),
    /** The page lets go of the store, as when its elements leave. */
    leave(): void {
      stop();
      store.dispose();
    },
    /** The page is gone, after one last moment. */
    reload(): void {
      places.hide();
      end();
    },
    /** The page is gone at once. Nobody promises what was typed in the last half second. */
    crash(): void {
      for (const phrase of [...typed.values()].flat()) ledger.givenUp(phrase);
      end();
    },
  };
}
