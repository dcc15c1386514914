/**
 * Pictures of a message are held back: to fetch one tells its sender who reads, when and where. In its place stands what
 * it shows and whence it would come; a press fetches it once, without cookies and without saying from which page. A host
 * that gives nothing to strangers gets a plain link instead.
 */
import { isolate } from '../formats.ts';
import type { Words } from '../i18n/words.ts';
import { safeText } from './safe-text.ts';
import { hostOf, safeHref } from './safe-url.ts';

/** What is drawn in place of a picture. `show` is there where it can be asked for. */
export interface HeldPicture {
  readonly place: HTMLElement;
  readonly show: (() => void) | undefined;
}

/** `undefined` for a picture that nobody could see anyway. */
export function heldPicture(from: Element, words: Words): HeldPicture | undefined {
  if (isPixel(from)) return undefined;
  const alt = safeText(from.getAttribute('alt') ?? '').trim();
  const href = safeHref(from.getAttribute('src') ?? '');
  const host = href && hostOf(href);
  const label = [alt && isolate(alt), host && `(${host})`].filter(Boolean).join(' ');
  const place = document.createElement('span');
  place.className = 'image';
  place.append(label ? words.t('msg.image.hidden_named', { label }) : words.t('msg.image.hidden'));
  if (href === undefined || host === undefined) return { place, show: undefined };
  if (!href.startsWith('https:')) {
    place.append(' ', link(href, words));
    return { place, show: undefined };
  }
  const button = document.createElement('button');
  button.type = 'button';
  button.textContent = words.t('msg.image.show');
  button.setAttribute('aria-label', words.t('msg.image.show_named', { label }));
  const show = () => fetchInto(place, button, pictureOf(from, alt), href, words);
  button.addEventListener('click', show, { once: true });
  place.append(' ', button);
  return { place, show };
}

/** One press for all pictures of a message. */
export function showAll(pictures: readonly HeldPicture[], words: Words): HTMLElement {
  const row = document.createElement('p');
  row.className = 'images';
  const button = document.createElement('button');
  button.type = 'button';
  button.textContent = words.t('msg.image.show_all');
  button.addEventListener('click', () => {
    for (const { show } of pictures) show?.();
    row.remove();
  });
  row.append(button);
  return row;
}

function fetchInto(
  place: HTMLElement,
  button: HTMLElement,
  picture: HTMLImageElement,
  href: string,
  words: Words,
): void {
  if (!place.contains(button) || button.ariaBusy === 'true') return;
  button.ariaBusy = 'true';
  button.textContent = words.t('msg.image.loading');
  const settle = (instead: HTMLElement): void => {
    // Whoever pressed stays where they are.
    const hadFocus = (place.getRootNode() as ShadowRoot).activeElement === button;
    button.replaceWith(instead);
    if (hadFocus) instead.focus();
  };
  picture.addEventListener('load', () => {
    place.firstChild?.remove();
    settle(picture);
  });
  picture.addEventListener('error', () => settle(link(href, words)));
  // Last, and nowhere before: from here on it is fetched.
  picture.src = href;
}

function pictureOf(from: Element, alt: string): HTMLImageElement {
  const picture = document.createElement('img');
  picture.alt = alt;
  picture.referrerPolicy = 'no-referrer';
  picture.crossOrigin = 'anonymous';
  picture.decoding = 'async';
  picture.tabIndex = -1;
  for (const name of ['width', 'height']) {
    const size = from.getAttribute(name) ?? '';
    if (/^[1-9]\d{0,3}$/.test(size)) picture.setAttribute(name, size);
  }
  return picture;
}

function link(href: string, words: Words): HTMLElement {
  const anchor = document.createElement('a');
  anchor.href = href;
  anchor.target = '_blank';
  anchor.rel = 'noopener noreferrer nofollow';
  const note = document.createElement('span');
  note.className = 'visually-hidden';
  note.textContent = ` (${words.t('msg.link.new_tab')})`;
  anchor.append(words.t('msg.image.open'), note);
  return anchor;
}

/** A picture too small to see is there to be fetched. */
function isPixel(image: Element): boolean {
  return ['width', 'height'].some((name) => /^\s*[0-2](?:px)?\s*$/.test(image.getAttribute(name) ?? ''));
}
