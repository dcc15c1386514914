import '../support-ticket-list/support-ticket-list.define.ts';
import '../support-ticket-thread/support-ticket-thread.define.ts';
import { defineElement } from '../define-element.ts';
import { SupportCenterElement } from './support-center.ts';

defineElement('support-center', SupportCenterElement);
