/** One setting of the server, and what its text may be. */
import * as z from 'zod/mini';

export interface Setting<T = unknown> {
  /** Names in the environment, the first one given wins. */
  env: readonly [string, ...string[]];
  flag?: string;
  /** What the value may be, in words that follow "expected". */
  expected: string;
  /** For the help text. */
  about: string;
  /** From the given text to the value. */
  schema: z.ZodMiniType<T, string>;
  /** As text; without one the setting is either needed or left out. */
  fallback?: string;
  /** True for values that may hold a password. */
  secret?: boolean;
}

/** Digits alone, so that nothing is read as another number than it looks like. */
export const wholeNumber = (from: number, to: number) =>
  z.pipe(z.string().check(z.regex(/^\d{1,9}$/)), z.pipe(z.transform(Number), z.int().check(z.gte(from), z.lte(to))));
/** Words on one line. */
export const line = (longest: number) =>
  z.string().check(z.trim(), z.minLength(1), z.maxLength(longest), z.regex(/^\P{Cc}*$/u));
/** Text that passes a test and stays as it is. */
export const matching = (test: (text: string) => boolean) => z.string().check(z.refine(test));

/** A key that nobody can guess. */
export const secretKey = matching((text) => new TextEncoder().encode(text).length >= 32);
/** Text that a function can read; where it answers `undefined`, it cannot. */
export const readBy = <T>(read: (text: string) => T | undefined) =>
  z.pipe(
    z.string(),
    z.transform((text: string, { issues }) => {
      const value = read(text);
      if (value === undefined) issues.push({ code: 'custom', input: text });
      return value as T;
    }),
  );

/** The values of a table's settings; of those that were left out, nothing. */
export type ValuesOf<Table extends Record<string, Setting>> = {
  [Name in keyof Table]?: z.output<Table[Name]['schema']>;
};
