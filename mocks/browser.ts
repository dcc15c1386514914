/** Starts the mocks in a page: the service worker catches what the handlers know and lets everything else pass. */
import type { HttpHandler } from 'msw/http';
import { setupWorker } from 'msw/browser';

/** Resolves once requests are caught. `workerUrl` is where `mockServiceWorker.js` is served; its folder is the scope. */
export async function startMocks(handlers: readonly HttpHandler[], workerUrl: string): Promise<void> {
  await setupWorker(...handlers).start({
    quiet: true,
    onUnhandledFrame: 'bypass',
    serviceWorker: { url: workerUrl },
  });
}
