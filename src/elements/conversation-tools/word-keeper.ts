import { type KeptReplies, keepReplies } from '../../state/kept-replies.ts';
import { StoreController } from '../context.ts';
import type { SourceHost } from '../store-source.ts';
import { replyVaults } from './reply-vaults.ts';

/** From now on what is unsent in the store of this element outlives the page, whichever store it has. */
export function keepWords(host: SourceHost): StoreController<KeptReplies> {
  return new StoreController(host, (store) => keepReplies(store, replyVaults));
}
