import type { ReactiveController, ReactiveElement } from 'lit';

const pauseMs = 300;
const fewestCharacters = 2;

/** When typing becomes a search: after a pause, at once with Enter, and by itself never for a single letter. */
export class ListSearch implements ReactiveController {
  readonly #host: ReactiveElement & { search: string };
  readonly #input: () => HTMLInputElement | null;
  readonly #search: (text: string) => void;
  #timer: ReturnType<typeof setTimeout> | undefined;
  /** What was searched for last; the field may already hold more. */
  #asked = '';

  /** `search` gets the text to look for; an empty one ends the search. */
  constructor(
    host: ReactiveElement & { search: string },
    input: () => HTMLInputElement | null,
    search: (text: string) => void,
  ) {
    this.#host = host;
    this.#input = input;
    this.#search = search;
    host.addController(this);
  }

  /** Shows a search that the page asked for; what the visitor is typing stays. */
  hostUpdated(): void {
    const { search } = this.#host;
    const input = this.#input();
    if (!input || search === this.#asked) return;
    this.#stop();
    this.#asked = search;
    input.value = search;
  }

  hostDisconnected(): void {
    this.#stop();
  }

  readonly typed = (): void => {
    const text = this.#text;
    if (text === '') return this.#now('');
    this.#stop();
    this.#timer = setTimeout(() => this.#now(text.length < fewestCharacters ? '' : text), pauseMs);
  };

  readonly pressed = (event: KeyboardEvent): void => {
    if (event.isComposing || this.#input()?.readOnly) return;
    if (event.key === 'Enter') this.#now(this.#text);
    if (event.key !== 'Escape' || this.#text === '') return;
    // The first Escape belongs to the field, not to a dialog of the page around it.
    event.stopPropagation();
    event.preventDefault();
    this.clear();
  };

  readonly clear = (): void => {
    const input = this.#input();
    if (input) {
      input.value = '';
      input.focus();
    }
    this.#now('');
  };

  get #text(): string {
    return this.#input()?.value.trim() ?? '';
  }

  #stop(): void {
    clearTimeout(this.#timer);
  }

  #now(text: string): void {
    this.#stop();
    if (text === this.#asked) return;
    this.#asked = text;
    this.#search(text);
  }
}
