/** What a backend can do and where its limits are. Public: the same for every visitor, signed in or not. */
import * as z from 'zod/mini';

export const supportLimitsSchema = z.object({
  /** UTF-16 code units, as `String.length` and `maxlength` count them. */
  messageMaxLength: z.int().check(z.positive()),
  /** `maxFiles` is 0 where files cannot be sent; the sizes are bytes, the total is that of one message. */
  attachments: z.object({
    maxFiles: z.int(),
    maxFileBytes: z.int(),
    maxTotalBytes: z.int(),
    /** As in `<input accept>`: media types and file name endings. */
    accept: z.array(z.string()),
    /** Where a photo was taken is removed from it before it leaves the page. */
    removeLocation: z.optional(z.boolean()),
  }),
});
export type SupportLimits = z.infer<typeof supportLimitsSchema>;

export const supportFeaturesSchema = z.object({
  search: z.boolean(),
  push: z.boolean(),
  solve: z.boolean(),
  reopen: z.boolean(),
  live: z.boolean(),
  html: z.boolean(),
  /** An older server knows nothing of ratings. */
  rating: z._default(z.boolean(), false),
});
/** What this backend offers. A method whose feature is `false` rejects with `unsupported`. */
export type SupportFeatures = z.infer<typeof supportFeaturesSchema>;

export const supportConfigSchema = z.object({
  contract: z.string(),
  brand: z.optional(z.object({ name: z.string() })),
  limits: supportLimitsSchema,
  features: supportFeaturesSchema,
  /** Present where people without an account can come in by a mailed link. */
  guest: z.optional(z.object({ codeLength: z.int() })),
});
export type SupportConfig = z.infer<typeof supportConfigSchema>;
