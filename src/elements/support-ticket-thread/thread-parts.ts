import { replyBoxParts } from '../support-reply-box/reply-box-parts.ts';

/** Parts of the thread that the support center passes on, those of its reply box included. */
export const threadParts = [
  'thread, thread-header, heading, link, conversation, day, event',
  'message, message-own, message-support, message-author, message-time, message-body, message-status',
  'attachment-image, dialog-backdrop, banner, banner-awaiting, banner-solved, banner-closed, rating, rating-score',
  'badge, status, status-open, status-awaiting, status-solved, status-closed',
  'skeleton, empty, error, error-title, strip, pill, button, button-primary',
  replyBoxParts,
].join(', ');
