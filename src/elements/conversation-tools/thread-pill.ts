import { html, nothing, type TemplateResult } from 'lit';
import type { Words } from '../../ui/i18n/words.ts';
import { down } from './tools-icons.ts';

/** What floats above the reply box while the end of the conversation is elsewhere. */
export interface PillView {
  /** Messages that the reader did not see come. */
  news: number;
  isFar: boolean;
  words: Words;
  go: () => void;
}

/** The way to what is new; without news, the way back to the end from far above. */
export function threadPill({ news, isFar, words, go }: PillView): TemplateResult | typeof nothing {
  if (news > 0)
    return html`<button type="button" class="button button-primary pill" part="button pill" @click=${go}>
      ${down}${words.t('thread.new.pill', { count: news })}
    </button>`;
  if (!isFar) return nothing;
  const label = words.t('thread.jump_latest');
  return html`<button
    type="button"
    class="button button-icon pill pill-latest"
    part="button pill"
    title=${label}
    aria-label=${label}
    @click=${go}
  >
    ${down}
  </button>`;
}
