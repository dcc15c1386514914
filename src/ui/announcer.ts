/**
 * Says things to screen readers. Live regions inside shadow roots are not reliable, so there is one polite and one
 * assertive region in the body of the page, shared by all elements and by other copies of this module. They are made
 * before the first text, because a region that arrives together with its text stays unheard. Browsers that have
 * `ariaNotify` (WAI-ARIA 1.3) are asked directly.
 */

/** `polite` waits until the reader is idle; `assertive` is for what went wrong. */
export type Urgency = 'polite' | 'assertive';

type NotifyingDocument = Document & { ariaNotify?: (text: string, options?: { priority: 'normal' | 'high' }) => void };
type Regions = Record<Urgency, HTMLElement>;

const regionsKey = Symbol.for('helpdock.announcer');
const clearAfterMs = 1000;
const clearing = new WeakMap<HTMLElement, ReturnType<typeof setTimeout>>();

/** Makes the two regions if they are not on the page yet. */
export function prepareAnnouncer(): Regions {
  const page = document as Document & { [regionsKey]?: Regions };
  const regions = (page[regionsKey] ??= { polite: createRegion('polite'), assertive: createRegion('assertive') });
  // A page that rewrites its whole body takes them along.
  for (const region of Object.values(regions)) if (!region.isConnected) document.body.append(region);
  return regions;
}

/** Replaces what is being said with the same urgency: the newest text counts. */
export function announce(text: string, urgency: Urgency = 'polite'): void {
  const page: NotifyingDocument = document;
  if (page.ariaNotify) {
    page.ariaNotify(text, { priority: urgency === 'assertive' ? 'high' : 'normal' });
    return;
  }
  const region = prepareAnnouncer()[urgency];
  clearTimeout(clearing.get(region));
  region.textContent = text;
  clearing.set(
    region,
    setTimeout(() => (region.textContent = ''), clearAfterMs),
  );
}

function createRegion(urgency: Urgency): HTMLElement {
  const region = document.createElement('div');
  region.setAttribute('aria-live', urgency);
  region.setAttribute('aria-atomic', 'true');
  region.dataset.helpdock = 'announcer';
  Object.assign(region.style, {
    position: 'absolute',
    insetInlineStart: '0',
    insetBlockStart: '0',
    inlineSize: '1px',
    blockSize: '1px',
    overflow: 'hidden',
    clipPath: 'inset(50%)',
    whiteSpace: 'nowrap',
  });
  return region;
}
