import type { ReactiveController, ReactiveControllerHost } from 'lit';

const minuteMs = 60_000;
const hosts = new Set<ReactiveControllerHost>();
let timer: ReturnType<typeof setInterval> | undefined;

/** Renders the host once a minute while the page is visible, so that "5 minutes ago" stays true. One timer serves all. */
export class MinuteController implements ReactiveController {
  readonly #host: ReactiveControllerHost;

  constructor(host: ReactiveControllerHost) {
    this.#host = host;
    host.addController(this);
  }

  hostConnected(): void {
    hosts.add(this.#host);
    timer ??= setInterval(tick, minuteMs);
  }

  hostDisconnected(): void {
    hosts.delete(this.#host);
    if (hosts.size > 0) return;
    clearInterval(timer);
    timer = undefined;
  }
}

function tick(): void {
  if (document.visibilityState === 'hidden') return;
  for (const host of hosts) host.requestUpdate();
}
