import type { ReactiveController, ReactiveControllerHost } from 'lit';
import { type Formats, formatsFor } from '../formats.ts';
import { localeOf, watchLocale } from './locale.ts';
import { subscribeToLocales } from './locales.ts';
import { type WordOverrides, type Words, wordsFor } from './words.ts';

/**
 * Gives an element the words and formats of the language that it stands in, and has it render again when that language
 * changes or a pack for it arrives. `overrides` is asked at each render: return the same object while nothing changed.
 */
export class LocalizeController implements ReactiveController {
  readonly #host: ReactiveControllerHost & Element;
  readonly #overrides: () => WordOverrides | null | undefined;
  #stops: (() => void)[] = [];
  #locale: string | undefined;

  constructor(
    host: ReactiveControllerHost & Element,
    overrides: () => WordOverrides | null | undefined = () => undefined,
  ) {
    this.#host = host;
    this.#overrides = overrides;
    host.addController(this);
  }

  get words(): Words {
    this.#locale ??= localeOf(this.#host);
    return wordsFor(this.#locale, this.#overrides() ?? undefined);
  }

  /** In the language of the words, never in another one than they are. */
  get formats(): Formats {
    return formatsFor(this.words.locale);
  }

  hostConnected(): void {
    this.#relocate();
    this.#stops = [
      watchLocale(this.#host, () => this.#relocate()),
      subscribeToLocales(() => this.#host.requestUpdate()),
    ];
  }

  hostDisconnected(): void {
    for (const stop of this.#stops) stop();
    this.#stops = [];
  }

  #relocate(): void {
    const locale = localeOf(this.#host);
    if (locale === this.#locale) return;
    this.#locale = locale;
    this.#host.requestUpdate();
  }
}
