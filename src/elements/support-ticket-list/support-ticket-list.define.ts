import { defineElement } from '../define-element.ts';
import { SupportTicketListElement } from './support-ticket-list.ts';

defineElement('support-ticket-list', SupportTicketListElement);
