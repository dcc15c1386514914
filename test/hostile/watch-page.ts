/**
 * Runs inside the page under test, before anything else there: shows messages in batches and looks for every effect that
 * a message must not have. It stands alone, because only its text reaches the page.
 */

/** What the page under test is asked to show. */
export interface Shown {
  html: string;
  subject?: string;
  author?: string;
  fileName?: string;
}

/** One thing that went wrong, in words. */
export type Finding = string;

declare global {
  interface Window {
    hit: () => void;
    /** Shows all of them at once, and tells what they did. */
    showBatch: (batch: Shown[], rules: { isGuarded: boolean; mustTellTargets: boolean }) => Promise<Finding[]>;
  }
}

export function watchPage(): void {
  let ran = 0;
  const violations: string[] = [];
  const hit = (): void => void (ran += 1);
  window.hit = hit;
  for (const name of ['alert', 'confirm', 'prompt', 'print', 'open'] as const)
    window[name] = (() => (hit(), null)) as unknown as never;
  document.addEventListener('securitypolicyviolation', (event) => {
    // Every parser of this browser, `setHTML` included, reports what it reads even where nothing of it can act.
    if (/^(script-src-attr|style-src-(attr|elem)|base-uri)$/.test(event.effectiveDirective)) return;
    violations.push(`${event.effectiveDirective} ${event.blockedURI} ${event.sample}`);
  });

  const allowedTags = new Set(
    (
      'p div blockquote pre hr ul ol li dl dt dd figure figcaption table caption thead tbody tfoot tr td th a abbr b bdi ' +
      'br cite code del dfn em i ins kbd mark q rp rt ruby s samp small span strong sub sup u var wbr button details ' +
      'summary style'
    ).split(' '),
  );
  const allowedAttributes = new Set(
    'class dir lang start colspan rowspan href target rel type part aria-expanded aria-controls aria-label hidden'.split(
      ' ',
    ),
  );
  const style = (element: Element): string => {
    const computed = getComputedStyle(element);
    return Array.from(computed, (name) => `${name}:${computed.getPropertyValue(name)}`)
      .filter((text) => !/^(block-size|height|perspective-origin|transform-origin)/.test(text))
      .join(';');
  };

  const sentinel = document.createElement('p');
  sentinel.id = 'sentinel';
  sentinel.textContent = 'This belongs to the page.';
  const form = document.createElement('form');
  form.id = 'sentinel-form';
  const field = document.createElement('input');
  field.id = 'sentinel-field';
  form.append(field);
  form.addEventListener('submit', (event) => {
    event.preventDefault();
    hit();
  });
  document.addEventListener('DOMContentLoaded', () => document.body.prepend(sentinel, form));

  const outside = (): string[] => [document.documentElement, document.body, sentinel, form, field].map(style);
  const named = (names: Set<string>): unknown[] =>
    [...names].flatMap((name) => [
      (window as unknown as Record<string, unknown>)[name],
      (document as unknown as Record<string, unknown>)[name],
      (form as unknown as Record<string, unknown>)[name],
    ]);
  const elementsIn = (host: Element): Element[] => {
    const below = [...(host.shadowRoot ?? host).querySelectorAll('*')];
    return below.flatMap((element) => [element, ...(element.shadowRoot ? elementsIn(element) : [])]);
  };

  function strangers(host: Element): Finding[] {
    return elementsIn(host).flatMap((element) => {
      const tag = element.localName;
      const foreign = element.namespaceURI !== document.body.namespaceURI;
      return [
        ...(foreign || !allowedTags.has(tag) ? [`drew <${tag}>`] : []),
        ...[...element.attributes]
          .filter(({ name }) => !allowedAttributes.has(name))
          .map(({ name, value }) => `drew ${tag} ${name}="${value.slice(0, 40)}"`),
      ];
    });
  }

  /** Tags of an ordinary ticket, which comes first, and those that its states may add a moment later. */
  const ticketTags = new Set('a bdi button details li p slot span strong summary svg path time ul'.split(' '));
  let isUsual = true;

  function ticketsChanged(): Finding[] {
    const lists = [...document.querySelectorAll('[data-list]')];
    const all = lists.map((list) => [list, list.nextElementSibling ?? list].flatMap(elementsIn));
    if (isUsual) for (const { localName } of all[0] ?? []) ticketTags.add(localName);
    isUsual &&= lists.length === 0;
    return all
      .flat()
      .filter(
        (element) =>
          !ticketTags.has(element.localName) || /\bon|style|srcdoc/.test(element.getAttributeNames().join(' ')),
      )
      .map(({ outerHTML }) => `drew ${outerHTML.slice(0, 80)} in a ticket`);
  }

  function badLinks(host: Element, mustTellTargets: boolean): Finding[] {
    const anchors = elementsIn(host).filter((element) => element instanceof HTMLAnchorElement);
    return anchors.flatMap((anchor) => {
      const href = anchor.getAttribute('href') ?? '';
      const url = URL.canParse(href) ? new URL(href) : undefined;
      const target = url?.hostname || decodeURIComponent(url?.pathname ?? '');
      return [
        ...(/^(https?:\/\/|mailto:|tel:)/.test(href) ? [] : [`linked to ${href.slice(0, 60)}`]),
        ...(anchor.target === '_blank' ? [] : [`linked into ${anchor.target}`]),
        ...(/noopener/.test(anchor.rel) && /noreferrer/.test(anchor.rel) ? [] : ['linked with its opener']),
        ...(anchor.hasAttribute('download') || anchor.hasAttribute('ping') ? ['linked with a side effect'] : []),
        ...(mustTellTargets && !anchor.textContent.includes(target)
          ? [`said “${anchor.textContent}” of ${target}`]
          : []),
      ];
    });
  }

  /** As far as the window reaches, what is hit lies where the message is. */
  function covered(hosts: Element[]): Finding[] {
    const box = sentinel.getBoundingClientRect();
    const top = document.elementFromPoint(box.left + 8, box.top + 8);
    const found: Finding[] = top === sentinel ? [] : [`covered the page with <${top?.localName}>`];
    for (let y = 5; y < innerHeight; y += 60)
      for (let x = 5; x < innerWidth; x += 150) {
        const host = hosts.find((candidate) => candidate.contains(document.elementFromPoint(x, y)));
        const room = host?.getBoundingClientRect();
        if (room && (x < room.left || x > room.right || y < room.top || y > room.bottom))
          found.push(`painted at ${x},${y} outside of its box`);
      }
    return found;
  }

  /** What a hand would do, to each thing in the message; good links and pictures to ask for are left alone. */
  function poke(host: Element): void {
    for (const element of elementsIn(host)) {
      for (const type of ['pointerover', 'mouseover', 'mouseenter', 'focus', 'focusin', 'toggle'])
        element.dispatchEvent(new Event(type, { bubbles: true }));
      const isInGoodLink = /^(https?|mailto|tel):/.test(element.closest('a')?.protocol ?? '');
      if (element instanceof HTMLElement && !isInGoodLink && !element.closest('.image, .images'))
        HTMLElement.prototype.click.call(element);
    }
  }

  /** Whatever the messages asked for has been asked for once this answer is there. */
  const settled = (): Promise<unknown> => fetch(`/mark?${Math.random()}`).then((answer) => answer.text());

  window.showBatch = async (batch, { isGuarded, mustTellTargets }) => {
    const names = new Set(
      batch.flatMap(({ html }) =>
        [...html.matchAll(/\b(?:id|name)\s*=\s*["']?([\w$-]+)/g)].map(([, name]) => name ?? ''),
      ),
    );
    names.delete('sentinel-form');
    const before = { names: named(names), style: outside(), address: location.href };
    await Promise.all(batch.map(({ html, ...rest }) => window.renderMessage(html, { ...rest, keep: true })));
    const hosts = [...document.querySelectorAll('[data-message-host]')];
    scrollTo(0, 0);
    const found = covered(hosts);
    const after = { names: named(names), style: outside() };
    if (document.activeElement !== document.body)
      found.push(`took the focus to <${document.activeElement?.localName}>`);
    hosts.filter(({ localName }) => localName !== 'support-ticket-thread').forEach(poke);
    await settled();
    if (ran > 0) found.push(`executed ${ran} times`);
    before.names.forEach((value, place) => {
      if (value !== after.names[place]) found.push(`took the name ${[...names][Math.floor(place / 3)]}`);
    });
    before.style.forEach((value, place) => {
      if (value !== after.style[place]) found.push(`changed the style of the page`);
    });
    if (location.href !== before.address) found.push(`moved the page to ${location.href}`);
    if (isGuarded) {
      if (hosts.length !== batch.length) found.push(`drew ${hosts.length} of ${batch.length} messages`);
      for (const host of hosts.filter(({ localName }) => localName === 'support-rich-text'))
        found.push(...strangers(host), ...badLinks(host, mustTellTargets));
      found.push(...ticketsChanged());
      found.push(...violations.map((text) => `violated ${text}`));
    }
    ran = 0;
    violations.length = 0;
    for (const host of document.querySelectorAll('[data-message-host], [data-list]')) host.remove();
    return [...new Set(found)];
  };
}
