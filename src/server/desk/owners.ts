/** Whose a ticket is, and which tickets are a customer's. Both sides of "mine" are told here and nowhere else. */
import { SupportError, type Customer, type TicketOwner } from '../../contract/index.ts';
import type { OwnerKey, Viewer } from '../repository.ts';

/** Everything that is this customer's: tickets of the account, and tickets of the address where it was proved. */
export function ownersOf(customer: Customer): OwnerKey[] {
  const owners: OwnerKey[] = [];
  if (customer.subject) owners.push(`subject:${customer.subject}`);
  if (customer.email) owners.push(`email:${customer.email.toLowerCase()}`);
  return owners;
}

/**
 * The one owner of a new ticket: the account where there is one, so that another account that gets the address later sees
 * nothing in its list. Mails about the ticket still go to the address that the host named, and whoever reads that mailbox
 * can come in by them to this one ticket.
 */
export function ownerOf({ subject, email }: Pick<TicketOwner, 'subject' | 'email'>): OwnerKey {
  return subject ? `subject:${subject}` : `email:${email.toLowerCase()}`;
}

/** A customer as the repository's viewer. A guest has one ticket, and without an address not even that. */
export function customerViewer(customer: Customer): Exclude<Viewer, { role: 'staff' }> {
  const { ticketId, email } = customer;
  if (ticketId === undefined) return { role: 'customer', owners: ownersOf(customer) };
  return email ? { role: 'guest', ticketId, email: email.toLowerCase() } : { role: 'customer', owners: [] };
}

/** Under which name what this customer writes and sends is known: two customers may choose the same client id. */
export function authorOf(customer: Customer): OwnerKey {
  const [owner] = ownersOf(customer);
  if (!owner) throw new SupportError('A customer without an identity cannot write.', { code: 'unauthenticated' });
  return owner;
}
