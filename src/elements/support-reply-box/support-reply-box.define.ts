import { defineElement } from '../define-element.ts';
import { SupportReplyBoxElement } from './support-reply-box.ts';

defineElement('support-reply-box', SupportReplyBoxElement);
