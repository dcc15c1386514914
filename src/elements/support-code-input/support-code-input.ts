import { type CSSResultGroup, html, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { property, query, state } from '../../ui/decorators.ts';
import { LocalizeController } from '../../ui/i18n/localize-controller.ts';
import type { WordOverrides, Words } from '../../ui/i18n/words.ts';
import { enGate } from '../../ui/i18n/words.en.gate.generated.ts';
import * as icons from '../../ui/icons.ts';
import { base } from '../../ui/styles/base.ts';
import { controls } from '../../ui/styles/controls.ts';
import { tokens } from '../../ui/styles/tokens.ts';
import { warnOnce } from '../../ui/warn-once.ts';
import { SupportCodeCompleteEvent } from '../events.ts';
import { isTaken } from '../taken-key.ts';
import { version } from '../version.ts';
import { codeIn, isCode, normalizedCode } from './code-digits.ts';
import { codeFault } from './code-fault.ts';
import { FormControl } from './form-control.ts';
import { cameInOnePiece } from './in-one-piece.ts';
import { codeInputStyles } from './support-code-input.styles.ts';

const shortest = 4;
const longest = 10;
const usual = 6;

/**
 * @summary A field for a one-time code, in one piece, so that pasting, autofill and password managers work.
 * @tag support-code-input
 * @attr {boolean} disabled - Cannot be used, and is not part of its form.
 * @fires {InputEvent} input - What is in the field changed by hand.
 * @fires {Event} change - Such a change is done.
 * @fires {SupportCodeCompleteEvent} support-code-complete - Pasting or autofill, not typing, made the code whole.
 * @csspart label - The label of the field.
 * @csspart hint - How long the code is.
 * @csspart input - The field; also `field` and `code`.
 * @csspart error - Why the code was not taken.
 * @cssstate error - `error` is shown.
 * @cssstate user-invalid - The code is at fault, and its visitor had the chance to complete it.
 */
export class SupportCodeInputElement extends FormControl {
  static override styles: CSSResultGroup = [tokens, base, controls, codeInputStyles];
  /** Version of the package that this class came with. */
  static readonly version: string = version;

  /** How many digits the code has: 4 to 10. */
  @property({ type: Number }) length = usual;

  /** The value before anybody typed, and after a reset of the form. */
  @property({ attribute: 'value' }) defaultValue = '';

  /** Name in the form around it. */
  @property({ reflect: true }) name = '';

  /** In a form: it cannot be submitted without a code. */
  @property({ type: Boolean, reflect: true }) required = false;

  /** While the code is checked: it cannot be changed, and keeps focus. */
  @property({ type: Boolean, reflect: true }) readonly = false;

  /** The label, where it is not to be the built-in one. */
  @property() label = '';

  /** The line below the label, where it is not to be the built-in one. */
  @property() hint = '';

  /** Why the code was not taken. It is shown and linked to the field; saying it aloud is up to whoever sets it. */
  @property() error = '';

  /** Words of your own, by key of the copy; `{name}` stands where an argument goes. */
  @property({ attribute: false }) messages: WordOverrides | null = null;

  /** What is in the field, as it was typed; `undefined` while nobody changed it. */
  @state() private typed: string | undefined;

  @query('input') private readonly input!: HTMLInputElement | null;

  readonly #localize = new LocalizeController(this, () => this.messages, enGate);
  /** What the page was last told with `change`. */
  #told: string | undefined;

  /** The code: ASCII digits without what stood between them. Anything else that was typed stays, and is at fault. */
  get value(): string {
    return normalizedCode(this.#text);
  }

  set value(code: string | null | undefined) {
    this.typed = normalizedCode(code ?? '');
    this.#told = this.typed;
    this.#report();
  }

  /** A language that is on its way is waited for, so that nobody sees words change. */
  protected override scheduleUpdate(): void | Promise<unknown> {
    const { arrival } = this.#localize;
    return arrival ? arrival.then(() => super.scheduleUpdate()) : super.scheduleUpdate();
  }

  protected override willUpdate(changed: PropertyValues<this>): void {
    if (changed.has('length')) this.#correctLength();
    if (this.error) this.internals.states.add('error');
    else this.internals.states.delete('error');
  }

  protected override updated(): void {
    const { input } = this;
    input?.style.setProperty('--_digits', String(this.length));
    // Only what differs, or the caret would jump and a word in the making would be cut off.
    if (input && input.value !== this.#text) input.value = this.#text;
    this.#report();
  }

  /** Moves focus into the field, with the caret where it was. */
  override focus(options?: FocusOptions): void {
    this.input?.focus(options);
  }

  /** Selects what is in the field, so that typing replaces it. */
  select(): void {
    this.input?.select();
  }

  /** Back to the first value, as a reset of the form asks for. */
  override formResetCallback(): void {
    super.formResetCallback();
    this.typed = undefined;
    this.#told = undefined;
    this.#report();
  }

  protected override render(): TemplateResult {
    const words = this.#words;
    const given = Array.from(this.labels, (label) => label.textContent?.trim()).join(' ');
    return html`<label class="label" part="label" for="code" ?hidden=${given !== ''}
        >${this.label || words.t('gate.code.label')}</label
      >
      <p id="hint" class="hint" part="hint">
        <bdi>${this.hint || words.t('gate.code.hint', { length: this.length })}</bdi>
      </p>
      ${this.#renderField(given)}
      ${
        this.error
          ? html`<p id="error" class="error" part="error">${icons.warning}<span>${this.error}</span></p>`
          : nothing
      }`;
  }

  #renderField(givenLabel: string): TemplateResult {
    return html`<input
      id="code"
      class="field"
      part="field input code"
      type="text"
      inputmode="numeric"
      autocomplete="one-time-code"
      pattern="[0-9]*"
      spellcheck="false"
      autocapitalize="off"
      enterkeyhint="done"
      dir="ltr"
      aria-label=${givenLabel || nothing}
      aria-describedby=${this.error ? 'error hint' : 'hint'}
      aria-invalid=${this.error ? 'true' : 'false'}
      aria-required=${this.required ? 'true' : nothing}
      ?readonly=${this.readonly}
      ?disabled=${this.isOff}
      @input=${this.#onInput}
      @paste=${this.#onPaste}
      @drop=${this.#onDrop}
      @change=${this.#onDone}
      @blur=${this.#onDone}
      @keydown=${this.#onKeydown}
    />`;
  }

  readonly #onInput = (event: InputEvent): void => {
    const text = this.input?.value ?? '';
    if (!cameInOnePiece(event, normalizedCode(text).length - this.value.length)) return this.#take(text);
    event.stopPropagation();
    this.#bring(codeIn(text, this.length) ?? text, event.inputType);
  };

  readonly #onPaste = (event: ClipboardEvent): void => {
    this.#onOffer(event, event.clipboardData, 'insertFromPaste');
  };

  readonly #onDrop = (event: DragEvent): void => {
    this.#onOffer(event, event.dataTransfer, 'insertFromDrop');
  };

  /** The one code in a text takes the whole field. Any other text goes where the browser puts it. */
  #onOffer(event: Event, offer: DataTransfer | null, inputType: string): void {
    const code = codeIn(offer?.getData('text/plain') ?? '', this.length);
    if (!code || this.readonly || this.isOff) return;
    event.preventDefault();
    this.focus();
    this.#bring(code, inputType);
  }

  /** The browser counts nothing as a change that a script had a part in, so this counts itself. */
  readonly #onDone = (): void => {
    const { defaultValue } = this;
    if (this.#text === (this.#told ?? defaultValue)) return;
    this.#told = this.#text;
    this.judge();
    this.dispatchEvent(new Event('change', { bubbles: true }));
  };

  readonly #onKeydown = (event: KeyboardEvent): void => {
    if (event.key !== 'Enter' || isTaken(event) || this.readonly) return;
    this.#onDone();
    this.submitForm();
  };

  get #words(): Words {
    return this.#localize.words;
  }

  get #text(): string {
    return this.typed ?? this.defaultValue;
  }

  #take(text: string): void {
    this.typed = text;
    this.#report();
  }

  /** Takes text that came in one piece, and tells the page where that made the code whole. */
  #bring(text: string, inputType: string): void {
    const before = this.value;
    this.#take(text);
    if (this.input) this.input.value = text;
    this.dispatchEvent(new InputEvent('input', { bubbles: true, composed: true, inputType }));
    if (this.value !== before && isCode(this.value, this.length)) this.dispatchEvent(new SupportCodeCompleteEvent());
  }

  #report(): void {
    const { value } = this;
    this.report(value, codeFault(value, this.length, this.required, this.#words), this.input);
  }

  #correctLength(): void {
    const given = this.length;
    if (Number.isInteger(given) && given >= shortest && given <= longest) return;
    this.length = usual;
    warnOnce(`<${this.localName}> length="${given}" is not ${shortest} to ${longest}. Taking ${usual}.`);
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'support-code-input': SupportCodeInputElement;
  }
}
