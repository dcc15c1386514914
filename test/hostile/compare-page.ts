/** Runs inside the page under test: what of an honest message a reader gets, compared with what its sender wrote. */

declare global {
  interface Window {
    /** What is missing from each message as it is shown; empty where all is there. */
    compareBatch: (batch: string[]) => Promise<string[]>;
    /** Each message as it is shown. */
    drawBatch: (batch: string[]) => Promise<string[]>;
  }
}

export function comparePage(): void {
  const kept =
    'li tr td th caption blockquote pre code kbd b strong i em u s sub sup mark ul ol dl dt dd ruby rt figure';
  const letters = (text: string): string => text.replace(/\s/g, '');

  function written(html: string): Document {
    const mail = new DOMParser().parseFromString(html, 'text/html');
    for (const unseen of mail.querySelectorAll('style, script, title')) unseen.remove();
    for (const picture of mail.querySelectorAll<HTMLImageElement>('a img')) picture.replaceWith(picture.alt);
    return mail;
  }

  /** The words and elements of the message alone, without what the page adds to them. */
  function shown(host: Element): Element {
    const copy = document.createElement('div');
    for (const child of host.shadowRoot?.childNodes ?? []) copy.append(child.cloneNode(true));
    for (const own of copy.querySelectorAll('style, .visually-hidden, .image, .images, .fold')) own.remove();
    return copy;
  }

  function missing(mail: Document, drawn: Element): string[] {
    const told = letters(drawn.textContent).replace(/\(\u2068[^\u2069]*\u2069\)/g, '');
    const wrote = letters(mail.body.textContent);
    const hrefs = new Set([...drawn.querySelectorAll('a')].map(({ href }) => href));
    const links = [...mail.querySelectorAll('a')].filter(({ href }) => /^(https?|mailto|tel):/.test(href));
    return [
      ...(told === wrote ? [] : [`words: “${told.slice(0, 80)}” for “${wrote.slice(0, 80)}”`]),
      ...kept
        .split(' ')
        .filter((tag) => drawn.querySelectorAll(tag).length < mail.body.querySelectorAll(tag).length)
        .map((tag) => `<${tag}>`),
      ...links.filter(({ href }) => !hrefs.has(href)).map(({ href }) => `link to ${href.slice(0, 60)}`),
    ];
  }

  async function eachShown<T>(batch: string[], look: (drawn: Element, html: string) => T): Promise<T[]> {
    await Promise.all(batch.map((html) => window.renderMessage(html, { keep: true, text: '' })));
    const hosts = [...document.querySelectorAll('[data-message-host]')];
    const seen = hosts.map((host, place) => look(shown(host), batch[place] ?? ''));
    hosts.forEach((host) => host.remove());
    return seen;
  }

  window.compareBatch = (batch) => eachShown(batch, (drawn, html) => missing(written(html), drawn).join('; '));
  window.drawBatch = (batch) => eachShown(batch, (drawn) => drawn.outerHTML.replace(/<!--.*?-->/g, ''));
}
