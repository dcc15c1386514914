import type { Words } from '../../ui/i18n/words.ts';
import type { Fault } from './form-control.ts';

/** What is wrong with a code as far as the page can tell; `undefined` for nothing. */
export function codeFault(code: string, length: number, isRequired: boolean, words: Words): Fault | undefined {
  if (code === '')
    return isRequired ? { flags: { valueMissing: true }, message: words.t('gate.error.empty') } : undefined;
  if (!/^\d+$/.test(code)) return { flags: { patternMismatch: true }, message: words.t('gate.error.format') };
  if (code.length === length) return undefined;
  const tooShort = code.length < length;
  return {
    flags: { tooShort, tooLong: !tooShort },
    message: words.t('gate.error.too_short', { length, entered: code.length }),
  };
}
