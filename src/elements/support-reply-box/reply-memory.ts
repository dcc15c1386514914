/** Whether somebody replied in this page: who did knows how. */
export const replyMemory = { hasReplied: false };
