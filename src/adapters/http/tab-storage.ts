/** Uses what the tab keeps; `undefined` where a browser forbids that, has no room for it, or knows no tabs. */
export function inTab<T>(use: (storage: Storage) => T): T | undefined {
  try {
    return use(sessionStorage);
  } catch {
    return undefined;
  }
}
