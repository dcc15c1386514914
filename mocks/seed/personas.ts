/** The customers of Fjord & Field, a made-up shop for bicycles and outdoor gear. */
import type { Persona } from './story.ts';

export const personas: readonly Persona[] = [
  {
    id: 'maya',
    name: 'Maya Lindqvist',
    email: 'maya.lindqvist@mail.example',
    subject: 'customer-1001',
    locale: 'en',
    shows: 'Many tickets in every state, HTML mail, a long conversation',
  },
  {
    id: 'piotr',
    name: 'Piotr Zieliński',
    email: 'piotr.zielinski@poczta.example',
    subject: 'customer-1002',
    locale: 'pl',
    shows: 'Polish tickets, one of them waiting for an answer',
  },
  {
    id: 'noor',
    name: 'نور حداد',
    email: 'noor.haddad@mail.example',
    subject: 'customer-1003',
    locale: 'en',
    shows: 'Right-to-left text in Arabic and Hebrew',
  },
  {
    id: 'sam',
    name: 'Sam Whitaker',
    email: 'sam.whitaker@mail.example',
    subject: 'customer-1004',
    locale: 'en',
    shows: 'A new customer without tickets',
  },
];
