/**
 * What a customer wrote, kept apart from the store: each phrase is unique, so that a conversation can be held against it.
 * A phrase that its author threw away or wrote anew may have arrived before that; every other one has to be there, once.
 */
import { paragraph } from '../../src/state/reply-words.ts';

interface Entry {
  readonly ticketId: string;
  /** Its author has not given it up. */
  isWanted: boolean;
  /** Counts what its author did to its place in the line. */
  moves: number;
}

interface Order {
  readonly first: string;
  readonly then: string;
  readonly moves: readonly [number, number];
}

export class Ledger {
  readonly #entries = new Map<string, Entry>();
  readonly #orders: Order[] = [];

  get size(): number {
    return this.#entries.size;
  }

  typed(ticketId: string, phrase: string): void {
    this.#entries.set(phrase, { ticketId, isWanted: true, moves: 0 });
  }

  /** The words leave the box behind those that are on their way. */
  handedOver(ahead: readonly string[], draft: string): void {
    const line = [...ahead.flatMap(phrasesOf), ...phrasesOf(draft)];
    for (const then of phrasesOf(draft)) {
      for (const first of line.slice(0, line.indexOf(then))) {
        this.#orders.push({ first, then, moves: [this.#movesOf(first), this.#movesOf(then)] });
      }
    }
  }

  /** Their author takes them out of the line: whatever was said of their order does not hold any more. */
  moved(text: string): void {
    for (const phrase of phrasesOf(text)) this.#entry(phrase).moves += 1;
  }

  givenUp(text: string): void {
    this.moved(text);
    for (const phrase of phrasesOf(text)) this.#entry(phrase).isWanted = false;
  }

  wantedAgain(text: string): void {
    this.moved(text);
    for (const phrase of phrasesOf(text)) this.#entry(phrase).isWanted = true;
  }

  /** What is wrong with a conversation that has these texts of its customer. */
  faultsOf(ticketId: string, texts: readonly string[]): string[] {
    const found = texts.flatMap(phrasesOf);
    const faults: string[] = [];
    for (const phrase of new Set(found)) {
      const entry = this.#entries.get(phrase);
      const times = found.filter((one) => one === phrase).length;
      if (entry?.ticketId !== ticketId) faults.push(`never written here: ${JSON.stringify(phrase)}`);
      if (times > 1) faults.push(`${times} times: ${phrase}`);
    }
    for (const [phrase, entry] of this.#entries) {
      if (entry.ticketId === ticketId && entry.isWanted && !found.includes(phrase)) faults.push(`lost: ${phrase}`);
    }
    for (const { first, then, moves } of this.#orders) {
      const isMoved = this.#movesOf(first) !== moves[0] || this.#movesOf(then) !== moves[1];
      const [one, other] = [found.indexOf(first), found.indexOf(then)];
      if (!isMoved && one >= 0 && other >= 0 && one > other) faults.push(`out of order: ${first} after ${then}`);
    }
    return faults;
  }

  #movesOf(phrase: string): number {
    return this.#entry(phrase).moves;
  }

  #entry(phrase: string): Entry {
    const entry = this.#entries.get(phrase);
    if (!entry) throw new Error(`Nobody wrote ${JSON.stringify(phrase)}.`);
    return entry;
  }
}

export function phrasesOf(text: string): string[] {
  return text.split(paragraph).filter((phrase) => phrase !== '');
}

/** Of a phrase, what tells it from the others. */
export function shortOf(phrase: string): string {
  return phrase.split(' ')[0] ?? '';
}
