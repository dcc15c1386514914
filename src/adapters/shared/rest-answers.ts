/** What adapters read off the wire that no page needs for its first paint; see `answers.ts`. */
import * as z from 'zod/mini';

export { liveEventSchema } from '../../contract/index.ts';

export const unreadCountSchema = z.object({ tickets: z.int(), updates: z.int() });
export type UnreadCount = z.infer<typeof unreadCountSchema>;
