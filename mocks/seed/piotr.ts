/** Piotr's tickets, in Polish. */
import { invoice, wrongLetters } from './files.ts';
import type { Story } from './story.ts';

export const piotrStories: readonly Story[] = [
  {
    subject: 'Reklamacja: pęknięta szprycha w tylnym kole',
    begins: '3d',
    first:
      'Dzień dobry,\n\npo niecałych 200 km pękła szprycha w tylnym kole roweru Bryza 2. Jeździłem wyłącznie po mieście.\n\nCzy mogę oddać koło do naprawy gwarancyjnej w Gdańsku?',
    steps: [
      { after: '2h', note: 'Klient stały, naprawić bez dyskusji.', agent: 'Zofia' },
      {
        after: '30m',
        support:
          'Dzień dobry, oczywiście. Proszę o zdjęcie piasty i numer ramy, wtedy od razu zarezerwuję termin w serwisie w Gdańsku.',
        agent: 'Zofia',
        then: 'awaiting_reply',
        dueIn: '5d',
      },
    ],
    unread: true,
  },
  {
    subject: 'Faktura za zamówienie FF-21099',
    begins: '6d',
    first: 'Proszę o fakturę na firmę: Źródło Łączności sp. z o.o., NIP 525-000-00-00.',
    steps: [
      {
        after: '1d',
        support: 'Faktura jest w załączniku i na Pana koncie w zakładce „Dokumenty”.',
        files: [invoice],
        agent: 'Zofia',
        then: 'solved',
      },
    ],
    unread: true,
  },
  {
    subject: 'Zażółć gęślą jaźń – błędne znaki na paragonie',
    begins: '15d',
    first: 'Na wydrukowanym paragonie zamiast „Zażółć gęślą jaźń” jest „Za¿ó³æ gêœl¹ jaŸñ”. Czy dokument jest ważny?',
    steps: [
      { after: '5m', customer: 'W załączniku zdjęcie.', files: [wrongLetters] },
      {
        after: '5h',
        support:
          'Jest ważny, ale wygląda okropnie. Drukarka miała ustawione stare kodowanie. Wysyłamy nowy paragon pocztą.',
        agent: 'Zofia',
      },
      { after: '2d', customer: 'Doszedł, dziękuję. Teraz wszystkie ogonki są na miejscu.' },
      { after: '1h', becomes: 'solved', by: 'customer' },
    ],
  },
  {
    subject: 'Termin dostawy fotelika dziecięcego',
    begins: '1d',
    first: 'Kiedy mogę się spodziewać fotelika z zamówienia FF-21188? Na stronie jest napisane „wkrótce”.',
    steps: [
      {
        after: '3h',
        support: 'Fotelik przyjedzie do nas w czwartek, a do Pana najpóźniej w poniedziałek.',
        agent: 'Marek',
      },
    ],
  },
  {
    subject: 'Zwrot kasku – zły rozmiar',
    begins: '62d',
    first: 'Kask okazał się za mały. Chciałbym go zwrócić i zamówić rozmiar L.',
    steps: [
      {
        after: '2h',
        support: 'Rozmiar L mamy w kolorze czarnym i szarym. Który kolor Pan wybiera?',
        agent: 'Marek',
        then: 'awaiting_reply',
      },
      { after: '1d', customer: 'Szary, taki jak poprzedni.' },
      {
        after: '4h',
        support:
          'Etykieta zwrotna jest w załączniku do potwierdzenia zamówienia. Szary kask w rozmiarze L już wysłaliśmy.',
        agent: 'Marek',
        then: 'solved',
      },
      { after: '9d', becomes: 'closed', by: 'support' },
    ],
  },
];
