/**
 * Saves what a link leads to, and stays on the page whatever the link answers. Bytes of the page itself can be told to be
 * saved; any other link loads in a frame of its own, where an answer that is no download harms nothing, asks nobody whether
 * to leave, is no step in the history, and passes a service worker. Where the page lets in no frames it goes to another tab.
 */

/** Longer than a browser takes to see that it is a download. */
const framedForMs = 60_000;

export function saveFile(url: string, name: string, place: ParentNode): void {
  const { origin, protocol } = new URL(url);
  if (protocol === 'blob:') {
    follow(url, { download: name });
    return;
  }
  const frame = document.createElement('iframe');
  frame.hidden = true;
  frame.referrerPolicy = 'no-referrer';
  frame.src = url;
  const over = AbortSignal.timeout(framedForMs);
  const onBlocked = ({ effectiveDirective, blockedURI }: SecurityPolicyViolationEvent): void => {
    if (effectiveDirective !== 'frame-src' || !(blockedURI === url || blockedURI === origin)) return;
    frame.remove();
    follow(url, { target: '_blank' });
  };
  document.addEventListener('securitypolicyviolation', onBlocked, { signal: over });
  over.addEventListener('abort', () => frame.remove());
  place.append(frame);
}

/** Never on the page, so that nothing on it takes the press for one of its own links. */
function follow(url: string, how: { download: string } | { target: string }): void {
  const link = document.createElement('a');
  Object.assign(link, how, { href: url, rel: 'noopener noreferrer', referrerPolicy: 'no-referrer' });
  link.click();
}
