/** Where a request carries who it comes from. */

/** Empty for a bearer scheme without a token; `undefined` where another scheme, or none, is used. */
export function bearerToken(request: Request): string | undefined {
  const header = request.headers.get('authorization');
  if (header === null || !/^bearer(?:\s|$)/i.test(header)) return undefined;
  return /^bearer +([\w\-.~+/]+=*)$/i.exec(header)?.[1] ?? '';
}

/** Empty when the cookie came more than once: a neighbouring site may have planted the other one. */
export function cookieToken(request: Request, cookie: string): string | undefined {
  const pairs = (request.headers.get('cookie') ?? '').split(';').map((pair) => pair.trim());
  const values = pairs.filter((pair) => pair.startsWith(`${cookie}=`)).map((pair) => pair.slice(cookie.length + 1));
  return values.length > 1 ? '' : values[0]?.replace(/^"(.*)"$/, '$1');
}
