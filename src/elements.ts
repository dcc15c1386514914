/** `helpdock/elements`: the classes and their events, without registering anything. */
export type { HrefFor, SupportRoute } from './elements/route.ts';
export {
  SupportAuthRequiredEvent,
  SupportBeforeSendEvent,
  SupportCodeCompleteEvent,
  SupportErrorEvent,
  type SupportFailure,
  SupportMessageFailedEvent,
  SupportMessageSentEvent,
  SupportNavigateEvent,
  SupportReadyEvent,
  SupportSessionChangeEvent,
  SupportStatusChangeEvent,
} from './elements/events.ts';
export { SupportCenterElement } from './elements/support-center/support-center.ts';
export { SupportCodeInputElement } from './elements/support-code-input/support-code-input.ts';
export { SupportGuestGateElement } from './elements/support-guest-gate/support-guest-gate.ts';
export { SupportProviderElement } from './elements/support-provider/support-provider.ts';
export { SupportReplyBoxElement } from './elements/support-reply-box/support-reply-box.ts';
export { SupportTicketListElement } from './elements/support-ticket-list/support-ticket-list.ts';
export { SupportTicketThreadElement } from './elements/support-ticket-thread/support-ticket-thread.ts';
