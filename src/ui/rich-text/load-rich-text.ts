/**
 * Brings `<support-rich-text>`, and with it everything that messages with markup take. It is asked for while such messages
 * are on their way, so that both arrive together and a message is drawn once, in its final height.
 */

/** Beyond this, words without their markup are worth more than waiting. */
const patienceMs = 1000;
let loading: Promise<unknown> | undefined;
let isAwaited = false;

/** Settles when the element is there, when it cannot be had, or when it takes too long to wait for. */
export async function loadRichText(): Promise<void> {
  loading ??= load();
  isAwaited = true;
  await Promise.race([loading, new Promise((resolve) => setTimeout(resolve, patienceMs))]);
  isAwaited = false;
}

/** Whether to wait a moment with messages that have markup. */
export function isRichTextComing(): boolean {
  return isAwaited && !customElements.get('support-rich-text');
}

async function load(): Promise<void> {
  try {
    await import('./rich-text.define.ts');
  } catch (error) {
    // The next one who asks tries again.
    loading = undefined;
    console.warn('[helpdock] The part that shows formatted messages could not be loaded.', error);
  }
}
