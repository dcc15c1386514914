/** Bubbles on their line: plain functions from one line to the next. */
import type { OutgoingReply, ReplyFile } from './slices.ts';

type Line = readonly OutgoingReply[];

/** Those that nobody has to decide about: they go out by themselves. */
export function unsentBubbles(line: Line): OutgoingReply[] {
  return line.filter(({ state }) => state !== 'failed');
}

export function idsOf(line: Line): string[] {
  return line.map(({ clientId }) => clientId);
}

export function hasBubble(line: Line, clientId: string): boolean {
  return line.some((bubble) => bubble.clientId === clientId);
}

export function withoutBubble(line: Line, clientId: string): Line {
  return line.filter((bubble) => bubble.clientId !== clientId);
}

export function withBubbles(line: Line, clientIds: readonly string[], part: Partial<OutgoingReply>): Line {
  return line.map((bubble) => (clientIds.includes(bubble.clientId) ? { ...bubble, ...part } : bubble));
}

export function filesOf(line: Line): ReplyFile[] {
  return line.flatMap(({ files = [] }) => files);
}

export function withoutFiles(files: readonly ReplyFile[], others: readonly ReplyFile[] = []): readonly ReplyFile[] {
  return files.filter(({ clientId }) => !others.some((other) => other.clientId === clientId));
}
