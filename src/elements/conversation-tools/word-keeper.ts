import { type KeptReplies, keepReplies } from '../../state/kept-replies.ts';
import { StoreController } from '../context.ts';
import type { SourceHost } from '../store-source.ts';
import { LiveWatch } from './live-watch.ts';
import { replyVaults } from './reply-vaults.ts';

/** For a list: its words outlive the page, and what changes shows by itself. */
export function keepUp(host: SourceHost): StoreController<KeptReplies> {
  new LiveWatch(host);
  return keepWords(host);
}

/** From now on what is unsent in the store of this element outlives the page, whichever store it has. */
export function keepWords(host: SourceHost): StoreController<KeptReplies> {
  return new StoreController(host, (store) => keepReplies(store, replyVaults));
}
