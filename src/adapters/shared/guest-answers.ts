/** What only guests' pages read off the wire, as schemas; see `answers.ts`. */
export { guestChallengeInfoSchema, guestEntrySchema, guestLinkInfoSchema } from '../../contract/index.ts';
