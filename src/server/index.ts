/** `helpdock/server`: what turns a backend into a function from request to response. Web standard only. */
export { adapterDesk } from './adapter-desk.ts';
export { repositoryDesk, type RepositoryDeskOptions } from './desk/desk.ts';
export { repositoryStaffDesk, type StaffDeskOptions } from './desk/staff-desk.ts';
export { maskEmail, sessionOf, type Gate, type Visitor } from './gate.ts';
export { createHandler, type HandlerOptions } from './handler.ts';
export { hostTokenGate, type HostTokenOptions } from './host-token.ts';
export type { LogEntry } from './log.ts';
export { localBus, type LiveBus, type LiveListener, type LiveNotice } from './live/live-bus.ts';
export { memoryRepository } from './repositories/memory.ts';
export type { Repository } from './repository.ts';
export type { StaffOptions } from './staff-routes.ts';
