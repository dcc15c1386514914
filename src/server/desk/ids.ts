/** Ids that nobody can guess or count: a prefix that says what it names, and 128 random bits. */
import { base64url } from 'jose';

/** `tk` a ticket, `ev` an event, `nt` an internal note, `fl` a file. */
type IdPrefix = 'tk' | 'ev' | 'nt' | 'fl';

/** Makes an id such as `tk_3q2-7wAAAAAAAAAAAAAAAA`. */
export type NewId = (prefix: IdPrefix) => string;

/** From the platform's secure generator. */
export const randomId: NewId = (prefix) => `${prefix}_${base64url.encode(crypto.getRandomValues(new Uint8Array(16)))}`;
