/** All hostile messages, by what they try; the classes are those of the threat model in SECURITY.md. */
import { links } from './links.ts';
import { mutation } from './mutation.ts';
import { places } from './places.ts';
import { requests } from './requests.ts';
import { scripts } from './scripts.ts';
import { texts } from './texts.ts';

export const hostile: Readonly<Record<string, readonly string[]>> = {
  ...scripts,
  ...mutation,
  ...requests,
  ...places,
  ...links,
  ...texts,
};
