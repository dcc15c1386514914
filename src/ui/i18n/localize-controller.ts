import type { ReactiveController, ReactiveControllerHost } from 'lit';
import { type Formats, formatsFor } from '../formats.ts';
import { loadLocale } from './load-locale.ts';
import { localeOf, watchLocale } from './locale.ts';
import { type LocalePack, subscribeToLocales } from './locales.ts';
import { bringEnglish, type WordOverrides, type Words, wordsFor } from './words.ts';

/**
 * Gives an element the words and formats of the language that it stands in, and has it render again when that language
 * changes or a pack for it arrives. A shipped language may have to be loaded: until then the element speaks as before,
 * and one that never spoke waits (`arrival`). `overrides` is asked at each render: return the same object while nothing
 * changed. `english` is the part of English that only the element's own screen has; it comes with whoever names it here,
 * so that no bundler can take the one without the other.
 */
export class LocalizeController implements ReactiveController {
  readonly #host: ReactiveControllerHost & Element;
  readonly #overrides: () => WordOverrides | null | undefined;
  readonly #first = Promise.withResolvers<void>();
  #stops: (() => void)[] = [];
  /** Where the element stands, and the language that it speaks: the same, as soon as the words are there. */
  #place: string | undefined;
  #locale: string | undefined;

  constructor(
    host: ReactiveControllerHost & Element,
    overrides: () => WordOverrides | null | undefined = () => undefined,
    english: LocalePack = {},
  ) {
    bringEnglish(english);
    this.#host = host;
    this.#overrides = overrides;
    host.addController(this);
  }

  /** Settles when the element can speak for the first time, also if only in English; `undefined` once it can. */
  get arrival(): Promise<void> | undefined {
    return this.#locale === undefined ? this.#first.promise : undefined;
  }

  get words(): Words {
    return wordsFor(this.#locale ?? localeOf(this.#host), this.#overrides() ?? undefined);
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
    const place = localeOf(this.#host);
    if (place === this.#place) return;
    this.#place = place;
    const loading = loadLocale(place);
    if (loading) void loading.then(() => this.#speak(place));
    else this.#speak(place);
  }

  #speak(locale: string): void {
    // It may have moved on while the words were on their way.
    if (locale !== this.#place) return;
    this.#locale = locale;
    formatsFor(locale);
    this.#first.resolve();
    this.#host.requestUpdate();
  }
}
