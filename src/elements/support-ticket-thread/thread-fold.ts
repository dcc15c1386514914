/**
 * Long messages begin folded. Whether one may be long is guessed from its words, for the narrowest place; whether it is,
 * one observer for all tells after the browser has laid it out, so nothing is ever measured for its own sake. The words
 * stay in the page: a search or the Tab key that gets to a hidden one unfolds it.
 */
import { type ElementPart, html, noChange, type TemplateResult } from 'lit';
import { Directive, directive } from 'lit/directive.js';
import type { MessageBody } from '../../contract/message.ts';
import type { Words } from '../../ui/i18n/words.ts';
import { scrollerOf } from '../../ui/scroller.ts';

const longestLines = 24;
/** Characters of a line in the narrowest place. */
const shortestLine = 30;

/** Whether the message could be longer than what is shown of it; never wrongly false. */
export function mayBeLong(body: MessageBody): boolean {
  const text = body.format === 'html' && body.html.length > body.text.length ? body.html : body.text;
  return text.length / shortestLine + text.split('\n', longestLines + 1).length > longestLines;
}

/** The content, with a button that shows all of it or less. Which of the two is true is kept by the page, not here. */
export function foldable(content: TemplateResult, words: Words): TemplateResult {
  return html`<div class="fold">
    <div class="body" part="message-body" dir="auto" @scroll=${onScroll}>
      <div ${fitted()}>${content}</div>
    </div>
    <button type="button" class="link more" part="button" aria-expanded="false" @click=${onToggle}>
      <span>${words.t('msg.more')}</span><span>${words.t('msg.less')}</span>
    </button>
  </div>`;
}

let sizes: ResizeObserver | undefined;

class Fitted extends Directive {
  override render(): unknown {
    return noChange;
  }

  override update({ element }: ElementPart): unknown {
    sizes ??= new ResizeObserver(fit);
    sizes.observe(element);
    element.addEventListener('click', onPress);
    return noChange;
  }
}

const fitted = directive(Fitted);

/** Changes no height, or the observers around would be told in the same breath. */
function fit(entries: readonly ResizeObserverEntry[]): void {
  const lines = entries.map(({ target, contentRect }) => ({
    fold: foldOf(target),
    isLong: contentRect.height > longestLines * parseFloat(getComputedStyle(target).lineHeight) + 1,
  }));
  for (const { fold, isLong } of lines) {
    if (fold?.matches('.kept')) continue;
    fold?.classList.toggle('long', isLong);
    fold?.classList.toggle('short', !isLong);
  }
}

function onScroll({ currentTarget }: Event): void {
  const body = currentTarget as HTMLElement;
  if (body.scrollTop > 0) setOpen(foldOf(body), true);
}

/** Whoever opens something inside wants to see it, and to be able to close it again. */
function onPress(event: Event): void {
  const isControl = event.composedPath().some((node) => node instanceof Element && node.matches('button, summary'));
  const fold = foldOf(event.currentTarget as Element);
  if (isControl && fold?.classList.contains('long')) setOpen(fold, true);
  else if (isControl) fold?.classList.add('kept');
}

/** Unfolding grows downward and moves nothing above; folding keeps the button, and what follows it, in its place. */
function onToggle({ currentTarget }: Event): void {
  const button = currentTarget as HTMLElement;
  const fold = foldOf(button);
  const isOpening = !fold?.classList.contains('open');
  const mark = isOpening ? fold : button;
  const before = mark?.getBoundingClientRect().top ?? 0;
  setOpen(fold, isOpening);
  const moved = (mark?.getBoundingClientRect().top ?? 0) - before;
  if (Math.abs(moved) >= 1) scrollerOf(button).scrollBy({ top: moved, behavior: 'instant' });
}

function setOpen(fold: Element | null, isOpen: boolean): void {
  fold?.classList.toggle('open', isOpen);
  fold?.querySelector('.more')?.setAttribute('aria-expanded', String(isOpen));
}

function foldOf(element: Element): Element | null {
  return element.closest('.fold');
}
