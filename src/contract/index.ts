/** The contract: everything that a page and a server agree on. Depends on nothing but `zod/mini`. */
export * from './adapter.ts';
export * from './attachment.ts';
export * from './client-id.ts';
export * from './config.ts';
export * from './desk.ts';
export * from './errors.ts';
export * from './file-routes.ts';
export * from './files.ts';
export * from './guest.ts';
export * from './guest-routes.ts';
export * from './message.ts';
export * from './problem.ts';
export * from './routes.ts';
export * from './session.ts';
export * from './staff.ts';
export * from './ticket.ts';
