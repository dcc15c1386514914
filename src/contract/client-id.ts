import * as z from 'zod/mini';

/** The key that a page chooses, so that asking again changes nothing: visible ASCII characters, a UUID by habit. */
export const clientIdSchema = z.string().check(z.regex(/^[\x21-\x7e]{1,200}$/));
