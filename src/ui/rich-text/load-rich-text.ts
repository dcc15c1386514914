/**
 * Brings what messages take beyond their bare words: markup, links, and the fold over the mail that they answer. It is
 * asked for while messages are on their way, so that both arrive together and a message is drawn once, in its final height.
 */
import type * as richTextPart from './rich-text.define.ts';

type RichText = typeof richTextPart;

/** Beyond this, words without their markup are worth more than waiting. */
const patienceMs = 1000;
let part: RichText | undefined;
let loading: Promise<RichText | undefined> | undefined;
let isAwaited = false;

/** What came; `undefined` before that. */
export function richText(): RichText | undefined {
  return part;
}

/** Resolves with what came, or with `undefined` where it cannot be had; the next one who asks tries again. */
export function loadRichText(): Promise<RichText | undefined> {
  loading ??= load();
  return loading;
}

/** Settles when it is there, when it cannot be had, or after so many milliseconds. */
export function richTextWithin(ms: number): Promise<unknown> {
  return Promise.race([loadRichText(), new Promise((resolve) => setTimeout(resolve, ms))]);
}

/** Settles when nobody waits for it any longer. */
export async function awaitRichText(): Promise<void> {
  isAwaited = true;
  await richTextWithin(patienceMs);
  isAwaited = false;
}

/** Whether to wait a moment with messages that have markup. */
export function isRichTextComing(): boolean {
  return isAwaited && !part;
}

async function load(): Promise<RichText | undefined> {
  try {
    return (part = await import('./rich-text.define.ts'));
  } catch (error) {
    loading = undefined;
    console.warn('[helpdock] The part that shows formatted messages could not be loaded.', error);
    return undefined;
  }
}
