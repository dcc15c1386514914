/** What is measured in a page with one conversation, whoever draws it. */
import type { TicketMessage } from '../../../src/contract/message.ts';
import { layoutShift, longTasks, painted, timeToPaint, watchKeys, type VisitBench } from './clock.ts';
import { addAnswer, content, conversationOf } from './conversations.ts';
import { deepCount, deepFind, deepText } from './deep.ts';

/** One side, by what can be seen and pressed. */
export interface ThreadSide {
  readonly root: ParentNode;
  /** Messages on the page, oldest first. */
  messages(): ArrayLike<Element>;
  box(): HTMLElement | null | undefined;
  /** Shows another conversation; none for an empty id. */
  show(ticketId: string): void;
  /** This answer is there now. */
  receive(ticketId: string, answer: TicketMessage): void;
  /** Shows the end of the conversation. */
  toEnd(): void;
  /** Asks for the page of messages before the first one, where not all are on the page. */
  askEarlier?(): void;
}

export interface ThreadBench extends VisitBench {
  open(ticketId: string): Promise<number>;
  close(): Promise<void>;
  receive(): Promise<number>;
  earlier(): Promise<number>;
  readonly keys: readonly number[];
  readonly longTasks: number[];
  /** Shows the end of the conversation, and puts the cursor into the box. */
  settle(): Promise<void>;
  messageCount(): number;
  /** Elements that the messages and their surroundings are made of. */
  elementCount(): number;
  /** The number of each message on the page, in order. */
  numbers(): string[];
  /** What one more answer does to the messages that are there: how many stay, of how many, and changes inside of them. */
  untouched(): Promise<{ same: number; of: number; changes: number }>;
}

declare global {
  interface Window {
    threadBench: ThreadBench;
  }
}

const htmlOf = new Map(content.messages.map(({ body }, place) => [String(place), body.format === 'html']));

/** `first` is the conversation that the page opens with. */
export function exposeThreadBench(side: ThreadSide, first: string): void {
  let shown = first;
  const isOpen = (): boolean => isShown(side, shown);
  const receive = (): Promise<number> => {
    const answer = addAnswer(shown);
    return timeToPaint(() => side.receive(shown, answer), isOpen);
  };
  window.threadBench = {
    first: painted(isOpen),
    open(ticketId) {
      shown = ticketId;
      return timeToPaint(() => side.show(ticketId), isOpen);
    },
    async close() {
      await timeToPaint(
        () => side.show(''),
        () => side.messages().length === 0,
      );
    },
    receive,
    earlier() {
      const before = side.messages().length;
      return timeToPaint(
        () => side.askEarlier?.(),
        () => side.messages().length > before,
      );
    },
    keys: watchKeys(),
    longTasks,
    async settle() {
      await timeToPaint(() => side.toEnd(), isOpen);
      side.box()?.focus();
    },
    layoutShift,
    messageCount: () => side.messages().length,
    elementCount: () => deepCount(side.root),
    numbers: () => Array.from(side.messages(), (message) => numberOf(message) ?? ''),
    untouched: () => countUntouched(side, receive),
  };
  window.visitBench = window.threadBench;
}

/** The last message is on screen, what came as HTML is drawn as such wherever it is on screen, and the box can be used. */
function isShown(side: ThreadSide, ticketId: string): boolean {
  const messages = side.messages();
  const last = messages[messages.length - 1];
  if (!last || numberOf(last) !== conversationOf(ticketId).at(-1)?.id.slice('message-'.length)) return false;
  const box = side.box()?.getBoundingClientRect();
  if (!box || box.height === 0 || box.bottom > innerHeight + 1) return false;
  if (last.getBoundingClientRect().bottom > box.top) return false;
  for (let place = messages.length - 1; place >= 0; place -= 1) {
    const message = messages[place];
    if (!message || message.getBoundingClientRect().bottom < 0) break;
    if (htmlOf.get(numberOf(message) ?? '') && !deepFind(message, 'strong')) return false;
  }
  return true;
}

function numberOf(message: Element): string | undefined {
  return /Message (\d+):/.exec(deepText(message))?.[1];
}

async function countUntouched(
  side: ThreadSide,
  receive: () => Promise<number>,
): Promise<{ same: number; of: number; changes: number }> {
  const before = Array.from(side.messages());
  let changes = 0;
  const observer = new MutationObserver((records) => {
    changes += records.filter(({ target }) => before.some((message) => message.contains(target))).length;
  });
  observer.observe(side.root, { subtree: true, childList: true, characterData: true, attributes: true });
  await receive();
  observer.disconnect();
  const after = new Set(Array.from(side.messages()));
  return { same: before.filter((message) => after.has(message)).length, of: before.length, changes };
}
