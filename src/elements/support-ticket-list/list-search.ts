import { createRef, type Ref } from 'lit/directives/ref.js';

const pauseMs = 300;
const fewestCharacters = 2;

/** When typing becomes a search: after a pause, at once with Enter, and by itself never for a single letter. */
export class ListSearch {
  readonly input: Ref<HTMLInputElement> = createRef();
  readonly #search: (text: string) => void;
  #timer: ReturnType<typeof setTimeout> | undefined;

  /** `search` gets the text to look for; an empty one ends the search. */
  constructor(search: (text: string) => void) {
    this.#search = search;
  }

  readonly typed = (): void => {
    const text = this.#text;
    if (text === '') return this.#now('');
    this.stop();
    this.#timer = setTimeout(() => this.#now(text.length < fewestCharacters ? '' : text), pauseMs);
  };

  readonly pressed = (event: KeyboardEvent): void => {
    if (event.isComposing) return;
    if (event.key === 'Enter') this.#now(this.#text);
    if (event.key !== 'Escape' || this.#text === '') return;
    // The first Escape belongs to the field, not to a dialog of the page around it.
    event.stopPropagation();
    event.preventDefault();
    this.clear();
  };

  readonly clear = (): void => {
    const input = this.input.value;
    if (input) {
      input.value = '';
      input.focus();
    }
    this.#now('');
  };

  stop(): void {
    clearTimeout(this.#timer);
  }

  get #text(): string {
    return this.input.value?.value.trim() ?? '';
  }

  #now(text: string): void {
    this.stop();
    this.#search(text);
  }
}
