/** The address that a page's author wrote, checked when the adapter is made and not at its first call. */

/** Absolute, without a slash at the end. Throws a `TypeError` that says what is wrong. */
export function endpointUrl(endpoint: string | URL): string {
  const written = String(endpoint).trim();
  const page = globalThis.location?.href;
  const url = written && URL.canParse(written, page) ? new URL(written, page) : undefined;
  const fault = !url
    ? `is not an address: "${written}"`
    : !/^https?:$/.test(url.protocol)
      ? 'must be http or https'
      : url.username || url.password
        ? 'must not hold a user name or a password'
        : url.search || url.hash
          ? 'must not have a query or a fragment'
          : undefined;
  if (!url || fault) throw new TypeError(`The endpoint ${fault}.`);
  return url.origin + url.pathname.replace(/\/+$/, '');
}
