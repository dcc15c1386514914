/** The folder that holds `initdb` and `postgres`, or `undefined`. */
export function findPostgres(): string | undefined;
