// Written by .ci/compile-readers.mjs from the schemas of guest-answers.ts. Change those, not this file.
import type { Reader } from './reader.ts';
import type {
  GuestChallengeInfo,
  GuestEntry,
  GuestLinkInfo,
  GuestSessionInfo,
  IsoDateTime,
} from '../../contract/index.ts';
import { flag, list, matching, oneOf, optional, record, text, whole } from './reader.ts';

export const readGuestChallengeInfo: Reader<GuestChallengeInfo> = record({
  challengeId: text,
  codeLength: whole,
  expiresInMs: whole,
  resendInMs: whole,
  attemptsLeft: whole,
});

const readIsoDateTime: Reader<IsoDateTime> = matching(
  /^(?:(?:\d\d[2468][048]|\d\d[13579][26]|\d\d0[48]|[02468][048]00|[13579][26]00)-02-29|\d{4}-(?:(?:0[13578]|1[02])-(?:0[1-9]|[12]\d|3[01])|(?:0[469]|11)-(?:0[1-9]|[12]\d|30)|(?:02)-(?:0[1-9]|1\d|2[0-8])))T(?:(?:[01]\d|2[0-3]):[0-5]\d:[0-5]\d(?:\.\d+)?(?:Z|([+-](?:[01]\d|2[0-3]):[0-5]\d)))$/,
  'a date and time with an offset',
);

const readGuestSessionInfo: Reader<GuestSessionInfo> = record({
  kind: oneOf('guest'),
  ticketIds: list(text),
  emailHint: text,
  expiresAt: readIsoDateTime,
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
