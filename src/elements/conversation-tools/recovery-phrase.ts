/**
 * The words that bring a wallet back: twelve or more in a row, out of a list of 2048 short English ones (BIP-39). The list
 * itself would be as large as all the other tools together, so this knows what its words never are. A sentence soon has a
 * word that is too short, too long, inflected, Polish, or one of the frequent ones below, of which the list has none.
 */
const fewest = 12;

const frequent = new Set(
  // English, also as it is written in a hurry.
  (
    'and are asap asked ate back bank been being big both bought but buy cannot cant clicked colour contact could couldnt date ' +
    'delivery details did didnt does doesnt doing done dont down email for from gave get gets goes gone got had has hasnt ' +
    'havent her here him his how isnt its ive kept last let log login looks lost made makes may maybe might money ' +
    'months new nor not our out package paid parcel past read refund said saw says see seem sent shall she shipped store ' +
    'support take taken than thanks thats the their them these theyre those told too took wants was wasnt website week weeks ' +
    'well went were while who whole whom whose why with wont working would wouldnt yes yet your ' +
    // Polish, with and without its own letters.
    'albo ale aby ani brak byc byl bylo chce choc chyba cos dla dni dnia dwa dwie dzien gdy gdzie ich ile inny jak jako ' +
    'jego jej jest jestem juz kiedy klient kod konta konto kto ktora ktore kupilem lecz lub maila mam mamy mial mnie moge ' +
    'moim moja moje musze nadal nam nas nasz nic nie niz numer numeru obok oraz paczka paczke paczki pan pana pani ' +
    'pod pomoc poniewaz potem przed przez przy raz razu rok roku sam sama sklep sklepu sprawa status strona stronie swoje ' +
    'tak taka taki tam tego tej teraz tez towar tych tylko tym tyle wam was wasz wiem wina zakup zam zamiast zanim zaraz ' +
    'zawsze zwrot zwrotu'
  ).split(' '),
);

/** Plurals, past tenses, present participles, and the few words of the list that end like them. */
const inflected = /[^isu]s$|[^e]ed$|ing$/;
const onlyLooksInflected = new Set(
  (
    'always canvas chaos ethics gas jeans lens lyrics news scissors series stairs amused armed hundred mixed shed tired used ' +
    'amazing boring bring ceiling daring during evening morning nothing pudding ring sibling sing spring sting swing thing ' +
    'wedding wing'
  ).split(' '),
);

/** Pairs of letters that Polish is full of, and that no word of the list has. */
const polish = /[cdrs]z|z[bdgkmnpw]|[bjwy]z|j[bcdkmnstw]|k[dorst]|wy[bcdgjklmpstwz]/;

/** A word with the number or quote that may stand before it, and what may end it. */
const token = /^(["'“„«([]*)(\d{1,2}[.):])?([A-Za-z][a-z]{2,7})([.!?:"'”»)\]]*)$/;
const mark = /^(?:[#(]?\d{1,2}[.):]{0,2}|[-–—•*])$/;

/** Whether the text has a recovery phrase in it: on one line or several, numbered or not, in the middle of other words. */
export function holdsRecoveryPhrase(text: string): boolean {
  let count = 0;
  for (const line of text.split('\n')) {
    let isFirst = true;
    for (const part of line.split(/[\s,;|]+/)) {
      // A number or a bullet neither ends a phrase nor is one of its words.
      if (part === '' || mark.test(part)) continue;
      const [, opening, , word = '', ending] = (part.length < 20 && token.exec(part)) || [];
      if (opening) count = 0;
      // Phones begin lines with a capital, whatever is written.
      const isLower = word === word.toLowerCase() || isFirst || count === 0;
      count = isLower && mayBeListed(word.toLowerCase()) ? count + 1 : 0;
      if (count >= fewest) return true;
      if (ending) count = 0;
      isFirst = false;
    }
  }
  return false;
}

/** Whether a word may be of the list. True for each of its 2048. */
export function mayBeListed(word: string): boolean {
  if (!/^[a-z]{3,8}$/.test(word) || frequent.has(word) || polish.test(word)) return false;
  return !inflected.test(word) || onlyLooksInflected.has(word);
}
