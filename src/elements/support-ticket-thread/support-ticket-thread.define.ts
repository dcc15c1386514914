import '../support-reply-box/support-reply-box.define.ts';
import { defineElement } from '../define-element.ts';
import { SupportTicketThreadElement } from './support-ticket-thread.ts';

defineElement('support-ticket-thread', SupportTicketThreadElement);
