// Written by .ci/compile-readers.mjs from the schemas of guest-answers.ts. Change those, not this file.
import type { Reader } from './reader.ts';
import type { GuestChallengeInfo, GuestEntry, GuestLinkInfo } from '../../contract/index.ts';
import { flag, optional, record, text, whole } from './reader.ts';
import { readGuestSessionInfo } from './readers.generated.ts';

export const readGuestChallengeInfo: Reader<GuestChallengeInfo> = record({
  challengeId: text,
  codeLength: whole,
  expiresInMs: whole,
  resendInMs: whole,
  attemptsLeft: whole,
});

export const readGuestEntry: Reader<GuestEntry> = record({
  session: readGuestSessionInfo,
  ticketId: text,
  accessToken: optional(text),
});

export const readGuestLinkInfo: Reader<GuestLinkInfo> = record({
  ticketNumber: text,
  emailHint: text,
  verified: flag,
  ticketId: optional(text),
});
