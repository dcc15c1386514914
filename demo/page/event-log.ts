/** Lists every event that the elements tell their page, newest first. */

const names = [
  'support-ready',
  'support-navigate',
  'support-before-send',
  'support-message-sent',
  'support-message-failed',
  'support-status-change',
  'support-unread-change',
  'support-session-change',
  'support-auth-required',
  'support-error',
];
const kept = 100;

export function logEvents(source: HTMLElement, list: HTMLElement): void {
  for (const name of names)
    source.addEventListener(name, (event) => {
      list.prepend(entryOf(event as CustomEvent));
      list.children[kept]?.remove();
    });
}

function entryOf(event: CustomEvent): HTMLLIElement {
  const entry = document.createElement('li');
  const time = document.createElement('time');
  const name = document.createElement('b');
  const detail = document.createElement('code');
  time.textContent = new Date().toLocaleTimeString('en-GB');
  name.textContent = event.type;
  detail.textContent = JSON.stringify(event.detail);
  entry.append(time, ' ', name, ' ', detail);
  return entry;
}
