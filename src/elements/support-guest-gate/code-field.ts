import type { ReactiveController, ReactiveElement } from 'lit';
import { codeIn, isCode, normalizedCode } from '../support-code-input/code-digits.ts';
import { cameInOnePiece } from '../support-code-input/in-one-piece.ts';
import { isTaken } from '../taken-key.ts';
import type { SupportCodeInputElement } from '../support-code-input/support-code-input.ts';

/** How the field is to look. */
export interface FieldLook {
  length: () => number;
  isReadonly: () => boolean;
  error: () => string;
}

/**
 * The field for the code: the built-in one, or an `<input>` that the page put into its slot. The latter stands in the
 * page's own tree, so what is said about it is written on it: an id of ours means nothing there.
 */
export class CodeField implements ReactiveController {
  readonly #host: ReactiveElement;
  readonly #look: FieldLook;
  readonly #submit: () => void;
  /** What stood in the page's field before its last change. */
  #before = '';

  constructor(host: ReactiveElement, look: FieldLook, submit: () => void) {
    this.#host = host;
    this.#look = look;
    this.#submit = submit;
    host.addController(this);
  }

  /** The page's own field; `undefined` for none. */
  get given(): HTMLInputElement | undefined {
    const slot = this.#find<HTMLSlotElement>('slot[name="code"]');
    return slot?.assignedElements({ flatten: true }).find((element) => element instanceof HTMLInputElement);
  }

  /** ASCII digits without what stood between them, and whatever else was typed. */
  get value(): string {
    return normalizedCode(this.#field?.value ?? '');
  }

  hostUpdated(): void {
    const { given } = this;
    if (!given) return;
    const error = this.#look.error();
    given.readOnly = this.#look.isReadonly();
    given.setAttribute('aria-invalid', String(error !== ''));
    given.toggleAttribute('aria-description', error !== '');
    if (error) given.setAttribute('aria-description', error);
  }

  /** Puts the caret where the code is to be typed anew. */
  takeFocus(): void {
    this.#field?.focus();
    this.#field?.select();
  }

  /** Forgets a code that is used up. */
  empty(): void {
    if (this.#field) this.#field.value = '';
    this.#before = '';
  }

  /** Sends a code that was pasted or filled in; one that is typed waits, because people correct what they type. */
  readonly onInput = (event: Event): void => {
    const { given } = this;
    if (!given || event.target !== given) return;
    const length = this.#look.length();
    const gained = this.value.length - this.#before.length;
    const isWhole = cameInOnePiece(event, gained);
    if (isWhole) given.value = codeIn(given.value, length) ?? given.value;
    this.#before = this.value;
    if (isWhole && isCode(this.value, length)) this.#submit();
  };

  readonly onKeydown = (event: KeyboardEvent): void => {
    if (event.key !== 'Enter' || isTaken(event)) return;
    // The built-in field has sent the code by now. The key must not press whatever gets focus because of the answer.
    event.preventDefault();
    // The page's field is not part of the form around the slot, so Enter would do nothing.
    if (event.target === this.given) this.#submit();
  };

  get #field(): HTMLInputElement | SupportCodeInputElement | null | undefined {
    return this.given ?? this.#find<SupportCodeInputElement>('support-code-input');
  }

  #find<T extends Element>(selector: string): T | null {
    return this.#host.renderRoot.querySelector<T>(selector);
  }
}
