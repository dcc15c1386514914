/** The few lines that every hand-written page has. */

/** An element with a class and with its children, text or elements. */
export function el(tag: string, className: string, ...children: readonly (Node | string)[]): HTMLElement {
  const element = document.createElement(tag);
  if (className) element.className = className;
  element.append(...children);
  return element;
}

export function timeElement(at: string, shown: string, full: string): HTMLTimeElement {
  const element = document.createElement('time');
  element.dateTime = at;
  element.title = full;
  element.textContent = shown;
  return element;
}

const shapes = {
  open: 'M2.25 8a5.75 5.75 0 1 0 11.5 0a5.75 5.75 0 1 0-11.5 0M8 6.5v3',
  awaiting_reply: 'M6.5 3.5 2.5 7.5l4 4M2.5 7.5h7a4 4 0 0 1 4 4v1',
  search: 'M2.5 7a4.5 4.5 0 1 0 9 0a4.5 4.5 0 1 0-9 0M10.5 10.5l3 3',
  check: 'm3.5 8.5 3 3 6-7',
} as const;

export function icon(shape: keyof typeof shapes): SVGElement {
  const svg = document.createElementNS('http://www.w3.org/2000/svg', 'svg');
  const path = document.createElementNS('http://www.w3.org/2000/svg', 'path');
  svg.setAttribute('class', 'icon');
  svg.setAttribute('viewBox', '0 0 16 16');
  svg.setAttribute('aria-hidden', 'true');
  path.setAttribute('d', shapes[shape]);
  svg.append(path);
  return svg;
}

const names = { open: 'Open', awaiting_reply: 'Needs your reply', solved: 'Solved', closed: 'Closed' } as const;

/** The status of a ticket, as a shape and in words. */
export function badge(status: keyof typeof names): HTMLElement {
  const shape = status === 'awaiting_reply' ? 'awaiting_reply' : 'open';
  return el('span', `badge badge-${status}`, icon(shape), names[status]);
}

/** Formats are made once: they are the costly part. */
export const formats = {
  full: new Intl.DateTimeFormat('en', { dateStyle: 'long', timeStyle: 'short' }),
  day: new Intl.DateTimeFormat('en', { dateStyle: 'full' }),
  date: new Intl.DateTimeFormat('en', { dateStyle: 'medium' }),
  clock: new Intl.DateTimeFormat('en', { timeStyle: 'short' }),
};
