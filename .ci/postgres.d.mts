/** The folder that holds `initdb`, `pg_ctl` and `postgres`, or `undefined`. */
export function findPostgres(): string | undefined;
