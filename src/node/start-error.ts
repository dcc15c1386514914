/** Why the server cannot start, as one sentence for the operator. It never holds a secret. */
export class StartError extends Error {
  override readonly name = 'StartError';
}
