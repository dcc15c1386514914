/**
 * `temporary`: the same mail may be taken later. `refused`: this mail to this address will not be; trying again does
 * not help.
 */
export type MailErrorKind = 'temporary' | 'refused';

/**
 * Why a mail was not sent. It holds our own words and a code, nothing of the mail and nothing that the mail server said,
 * because servers quote what they refuse: the error underneath is left behind for the same reason.
 */
export class MailError extends Error {
  override readonly name = 'MailError';
  readonly kind: MailErrorKind;
  /** The reply code of the mail server, for example `550`, or the name of the failure, for example `ETIMEDOUT`. */
  readonly code: string;

  constructor(kind: MailErrorKind, code: string, message: string) {
    super(message);
    this.kind = kind;
    this.code = code;
  }
}
