import type { Entry } from '../entry.ts';
import { isOpen } from './list-entry.ts';
import { type ListChoice, ListMemory, ownerOf } from './list-memory.ts';

/** A list that shows what somebody chose. */
export type ChoosingList = HTMLElement & ListChoice;

/**
 * Whom a list is talking to. Each visitor finds what they chose before in this tab, and nobody the
 * words that another one searched for.
 */
export class ListVisitor {
  readonly #list: ChoosingList;
  #memory: ListMemory | undefined;
  #owner: string | undefined;

  constructor(list: ChoosingList) {
    this.#list = list;
  }

  /**
   * Somebody arrives, leaves, or is another one than before: then it returns true. What was kept is as trustworthy as any
   * setting.
   */
  meet(entry: Entry): boolean {
    // A backend that cannot be reached says nothing about who is there.
    if (entry.kind !== 'open' && entry.kind !== 'signed-out') return false;
    const owner = isOpen(entry) ? ownerOf(entry.visit.session) : '';
    if (owner === this.#owner) return false;
    this.#memory ??= new ListMemory(`${location.pathname}#${this.#list.id}`);
    const kept = this.#memory.get(owner);
    if (this.#owner) this.#list.search = '';
    else Object.assign(this.#list, kept);
    this.#owner = owner;
    return true;
  }

  /** Remembers what the list shows by now. */
  remember(): void {
    if (this.#owner) this.#memory?.set(this.#owner, this.#list);
  }
}
