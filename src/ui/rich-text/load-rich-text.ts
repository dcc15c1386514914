let loading: Promise<unknown> | undefined;

/**
 * Brings `<support-rich-text>`, and with it everything that messages with markup take. Ask for it while such messages are
 * on their way, so that both arrive together. Until then, and without a network, the words inside of the element show.
 */
export function loadRichText(): void {
  loading ??= import('./rich-text.define.ts').catch((error: unknown) => {
    // The next one who asks tries again.
    loading = undefined;
    console.warn('[helpdock] The part that shows formatted messages could not be loaded.', error);
  });
}
