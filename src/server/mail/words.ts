/**
 * The words of our mails. They lie here and not with the words of the elements, because a server loads nothing of a
 * page. Values arrive as one line each; nothing here knows about markup.
 */

export interface MailWords {
  /** As BCP 47 and as `lang` of the HTML part. */
  locale: string;
  codeSubject: string;
  codeBody(code: string, site: string, minutes: number): string;
  codeIgnore: string;
  updatedSubject(number: string): string;
  /** Ends where the link follows. */
  updatedBody(number: string): string;
  guestNote: string;
  noReply: string;
}

const en: MailWords = {
  locale: 'en',
  codeSubject: 'Your one-time code',
  codeBody: (code, site, minutes) =>
    `${code} is your code for ${site}. It works for ${counted('en', minutes, { one: 'minute', other: 'minutes' })}. ` +
    'Don’t share it with anyone, including support.',
  codeIgnore: 'Didn’t ask for a code? You can ignore this email.',
  updatedSubject: (number) => `News about your ticket ${number}`,
  updatedBody: (number) => `Something changed in ticket ${number}. Open it to read the details and answer:`,
  guestNote: 'The link works only together with a one-time code we’ll send to this address.',
  noReply: 'This is an automatic alert. Replies to this email aren’t read.',
};

const pl: MailWords = {
  locale: 'pl',
  codeSubject: 'Twój jednorazowy kod',
  codeBody: (code, site, minutes) =>
    `${code} to Twój kod do ${site}. Jest ważny przez ` +
    `${counted('pl', minutes, { one: 'minutę', few: 'minuty', many: 'minut', other: 'minuty' })}. ` +
    'Nie podawaj go nikomu, także zespołowi wsparcia.',
  codeIgnore: 'To nie Twoja prośba o kod? Możesz zignorować tę wiadomość.',
  updatedSubject: (number) => `Nowe informacje w zgłoszeniu ${number}`,
  updatedBody: (number) =>
    `W zgłoszeniu ${number} pojawiły się zmiany. Otwórz je, aby poznać szczegóły i odpowiedzieć:`,
  guestNote: 'Link działa tylko razem z jednorazowym kodem, który wyślemy na ten adres.',
  noReply: 'To automatyczny alert. Odpowiedzi na tę wiadomość nie są czytane.',
};

const languages: ReadonlyMap<string, MailWords> = new Map([en, pl].map((words) => [words.locale, words]));

/** By language alone, so that `pl-PL` reads Polish; English for every language that we have no words in. */
export function mailWords(locale: string): MailWords {
  const [language = ''] = locale.toLowerCase().split(/[-_]/);
  return languages.get(language) ?? en;
}

type Forms = Partial<Record<Intl.LDMLPluralRule, string>> & { other: string };

function counted(locale: string, count: number, forms: Forms): string {
  return `${count} ${forms[new Intl.PluralRules(locale).select(count)] ?? forms.other}`;
}
