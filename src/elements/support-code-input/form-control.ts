import { LitElement } from 'lit';
import { state } from '../../ui/decorators.ts';

/** What is wrong with a value, and the words for it. */
export interface Fault {
  readonly flags: ValidityStateFlags;
  readonly message: string;
}

/** What an element of one field has in common with an `<input>`, as far as its form and its page can tell. */
export abstract class FormControl extends LitElement {
  static readonly formAssociated = true;
  static override shadowRootOptions: ShadowRootInit = { ...LitElement.shadowRootOptions, delegatesFocus: true };

  /** Switched off, by itself or by a fieldset around it. */
  @state() protected isOff = false;

  protected readonly internals: ElementInternals = this.attachInternals();
  /** Whether its visitor had the chance to complete it. */
  #hadChance = false;

  constructor() {
    super();
    this.addEventListener('invalid', () => this.judge());
  }

  /** Cannot be used, and is not part of its form. */
  get disabled(): boolean {
    return this.hasAttribute('disabled');
  }

  set disabled(isDisabled: boolean) {
    this.toggleAttribute('disabled', isDisabled);
  }

  /** The form that it is part of. */
  get form(): HTMLFormElement | null {
    return this.internals.form;
  }

  /** The labels that the page wrote for it. */
  get labels(): NodeList {
    return this.internals.labels;
  }

  /** What is wrong with its value, as on an `<input>`. */
  get validity(): ValidityState {
    return this.internals.validity;
  }

  /** The same in the language of the visitor; empty for nothing. */
  get validationMessage(): string {
    return this.internals.validationMessage;
  }

  /** Whether its form asks it before it is submitted. */
  get willValidate(): boolean {
    return this.internals.willValidate;
  }

  /** Whether its value could be right; fires `invalid` otherwise. */
  checkValidity(): boolean {
    return this.internals.checkValidity();
  }

  /** The same, and the browser shows what is wrong. */
  reportValidity(): boolean {
    return this.internals.reportValidity();
  }

  /** Switched on or off, by the attribute or by a fieldset around it. */
  formDisabledCallback(isDisabled: boolean): void {
    this.isOff = isDisabled;
  }

  /** Back to the start, as a reset of the form asks for. */
  formResetCallback(): void {
    this.#hadChance = false;
  }

  /** From now on a fault is its visitor's. */
  protected judge(): void {
    this.#hadChance = true;
    this.#showFault();
  }

  /** Tells the form. Nothing is kept for a later visit to the page: not every value may come back with it. */
  protected report(value: string, fault: Fault | undefined, field: HTMLElement | null): void {
    this.internals.setFormValue(value, null);
    this.internals.setValidity(fault?.flags ?? {}, fault?.message ?? '', field ?? undefined);
    this.#showFault();
  }

  /** What Enter in an `<input>` does: presses the first button that submits, or submits where the form has none. */
  protected submitForm(): void {
    const controls = Array.from(this.form?.elements ?? []);
    const button = controls.find((control) => control.matches(submitting));
    // One that is switched off keeps the form from being submitted, as it does in the browser.
    if (button instanceof HTMLElement) button.click();
    else this.form?.requestSubmit();
  }

  #showFault(): void {
    const { states, validity } = this.internals;
    if (this.#hadChance && !validity.valid) states.add('user-invalid');
    else states.delete('user-invalid');
  }
}

const submitting = 'button:not([type=button], [type=reset]), input[type=submit]';
