import { html, nothing, type ReactiveControllerHost, type TemplateResult } from 'lit';
import type { WordKey } from '../../ui/i18n/words.ts';
import { errorLine, type GateView, mainButton, slowLine } from './gate-view.ts';

type FieldName = 'email' | 'number';

const names: readonly FieldName[] = ['email', 'number'];
/** How a backend names a field that breaks a rule. */
const pointers: Readonly<Record<string, FieldName>> = { '/email': 'email', '/ticketNumber': 'number' };
const faultKeys = { email: 'link.form.error.email', number: 'link.form.error.number' } as const satisfies Record<
  FieldName,
  WordKey
>;

/** What the form needs of the gate. */
export interface LinkFormContext {
  root: () => ParentNode;
  ask: (email: string, ticketNumber: string) => void;
  /** Something was refused: says so. */
  refuse: (faults: readonly (typeof faultKeys)[FieldName][]) => void;
}

/** Asks for a new link. Only the shape of what was typed is judged: whether anything matches is nobody's business here. */
export class LinkForm {
  readonly #host: ReactiveControllerHost;
  readonly #context: LinkFormContext;
  #wrong: readonly FieldName[] = [];
  /** What was asked with last, for who comes back to correct it. */
  #asked: Partial<Record<FieldName, string>> = {};

  constructor(host: ReactiveControllerHost, context: LinkFormContext) {
    this.#host = host;
    this.#context = context;
  }

  /** Whether what a backend found wrong is told beside the fields. */
  tells(found: readonly string[]): boolean {
    return found.some((pointer) => pointer in pointers);
  }

  /** Marks what a backend found wrong. */
  judge(found: readonly string[]): void {
    this.#refuse(names.filter((name) => found.some((pointer) => pointers[pointer] === name)));
  }

  /** Puts the caret where the address is to be typed anew. */
  takeFocus(): void {
    this.#field('email')?.focus();
    this.#field('email')?.select();
  }

  /** Whoever comes next sees nothing of what was typed. */
  forget(): void {
    this.#asked = {};
    this.#wrong = [];
  }

  render(view: GateView): TemplateResult {
    const { words, snapshot, error, reference } = view;
    const isPending = snapshot.pending === 'renew';
    return html`<form
      class="form"
      novalidate
      aria-label=${words.t('link.form.title')}
      @submit=${this.#onSubmit}
      @input=${this.#onInput}
    >
      ${this.#renderField(view, 'email')} ${this.#renderField(view, 'number')}
      ${mainButton(words.t(isPending ? 'link.form.submitting' : 'link.form.submit'), isPending, error && 'form-error')}
      ${errorLine(error, 'form-error', reference)} ${slowLine(view)}
    </form>`;
  }

  #renderField({ words, snapshot }: GateView, name: FieldName): TemplateResult {
    const isWrong = this.#wrong.includes(name);
    const isEmail = name === 'email';
    const given = isEmail ? undefined : snapshot.link?.ticketNumber;
    return html`<div>
      <label class="label" part="label" for=${name}>${words.t(isEmail ? 'link.form.email' : 'link.form.number')}</label>
      <p id="${name}-hint" class="hint" part="hint">
        ${words.t(isEmail ? 'link.form.email_hint' : 'link.form.number_hint')}
      </p>
      <input
        id=${name}
        class="field"
        part="field"
        type=${isEmail ? 'email' : 'text'}
        autocomplete=${isEmail ? 'email' : 'off'}
        autocapitalize="off"
        spellcheck="false"
        dir="ltr"
        maxlength="300"
        value=${this.#asked[name] ?? given ?? nothing}
        ?readonly=${snapshot.pending === 'renew'}
        aria-required="true"
        aria-invalid=${isWrong ? 'true' : 'false'}
        aria-describedby=${isWrong ? `${name}-error ${name}-hint` : `${name}-hint`}
      />
      ${errorLine(isWrong ? words.t(faultKeys[name]) : '', `${name}-error`)}
    </div>`;
  }

  readonly #onSubmit = (event: SubmitEvent): void => {
    event.preventDefault();
    const [email, number] = [this.#field('email'), this.#field('number')];
    if (!email || !number) return;
    const isRight = {
      email: email.value.trim() !== '' && !email.validity.typeMismatch,
      number: number.value.trim() !== '',
    };
    const wrong = names.filter((name) => !isRight[name]);
    if (wrong.length > 0) this.#refuse(wrong);
    else this.#ask(email.value.trim(), number.value.trim());
  };

  readonly #onInput = ({ target }: Event): void => {
    const { id } = target as HTMLInputElement;
    if (!this.#wrong.some((name) => name === id)) return;
    this.#wrong = this.#wrong.filter((name) => name !== id);
    this.#host.requestUpdate();
  };

  #ask(email: string, number: string): void {
    this.#asked = { email, number };
    this.#context.ask(email, number);
  }

  #refuse(wrong: readonly FieldName[]): void {
    this.#wrong = wrong;
    this.#host.requestUpdate();
    this.#context.refuse(wrong.map((name) => faultKeys[name]));
    if (wrong[0]) this.#field(wrong[0])?.focus();
  }

  #field(name: FieldName): HTMLInputElement | null {
    return this.#context.root().querySelector<HTMLInputElement>(`#${name}`);
  }
}
