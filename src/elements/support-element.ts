import { type CSSResultGroup, LitElement, type PropertyValues } from 'lit';
import { property } from '../ui/decorators.ts';
import type { SupportAdapter } from '../contract/adapter.ts';
import { prepareAnnouncer } from '../ui/announcer.ts';
import type { Formats } from '../ui/formats.ts';
import type { LocalePack } from '../ui/i18n/locales.ts';
import { LocalizeController } from '../ui/i18n/localize-controller.ts';
import type { WordOverrides, Words } from '../ui/i18n/words.ts';
import { base } from '../ui/styles/base.ts';
import { controls } from '../ui/styles/controls.ts';
import { states } from '../ui/styles/states.ts';
import { tokens } from '../ui/styles/tokens.ts';
import { blame } from './blame.ts';
import { StoreSource } from './store-source.ts';
import { version } from './version.ts';

/** What all elements have in common: a backend, words, looks, and patience with wrong settings. */
export abstract class SupportElement extends LitElement {
  /** Version of the package that this class came with. */
  static readonly version: string = version;
  static override styles: CSSResultGroup = [tokens, base, controls, states];

  /** The English words that this element's screen alone has. */
  protected static readonly english: LocalePack = {};

  /** For each setting with a closed list of values: those values, the default first. */
  protected static readonly choices: Readonly<Record<string, readonly string[]>> = {};

  /** The backend: a registered name, or an adapter object. It wins over `endpoint` and over a provider around. */
  @property() adapter: string | SupportAdapter | null = null;

  /** Address of the HTTP contract, without a slash at the end. */
  @property() endpoint = '';

  /** Words of your own, by key of the copy; `{name}` stands where an argument goes. */
  @property({ attribute: false }) messages: WordOverrides | null = null;

  protected readonly internals: ElementInternals = this.attachInternals();
  readonly #localize = new LocalizeController(
    this,
    () => this.messages,
    (this.constructor as typeof SupportElement).english,
  );

  protected get words(): Words {
    return this.#localize.words;
  }

  protected get formats(): Formats {
    return this.#localize.formats;
  }

  override connectedCallback(): void {
    super.connectedCallback();
    prepareAnnouncer();
  }

  /** The words of its language, while they are on their way: nobody shall see them change. */
  protected get arrival(): Promise<unknown> | undefined {
    return this.#localize.arrival;
  }

  /** The first update waits for what is on its way; the backend does not. */
  protected override scheduleUpdate(): void | Promise<unknown> {
    const { arrival } = this;
    if (!arrival) return super.scheduleUpdate();
    this.#connect();
    return arrival.then(() => super.scheduleUpdate());
  }

  protected override willUpdate(changed: PropertyValues<this>): void {
    const { choices } = this.constructor as typeof SupportElement;
    for (const [name, values] of Object.entries(choices)) {
      if ((changed as ReadonlyMap<PropertyKey, unknown>).has(name)) this.#correct(name, values);
    }
    this.#connect();
  }

  /** Sets or removes a custom state, for `:state(…)` in the styles of the page. */
  protected toggleState(name: string, on: boolean): void {
    if (on) this.internals.states.add(name);
    else this.internals.states.delete(name);
  }

  /** An element that left while it waited to be drawn must not connect any more: nobody would disconnect it. */
  #connect(): void {
    if (this.isConnected) StoreSource.of(this).sync();
  }

  #correct(name: string, values: readonly string[]): void {
    const settings = this as unknown as Record<string, string | undefined>;
    const given = String(settings[name]).trim();
    const fallback = values[0] ?? '';
    settings[name] = values.includes(given) ? given : fallback;
    if (values.includes(given)) return;
    blame((faults) => faults.valueIsUnknown(this, name, given, values));
  }
}
