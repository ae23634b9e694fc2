/**
 * Cookies of Rollcall: the portal's and those of every app. The app behind the gateway sees none of them and sets
 * none. Names are compared without case, as browsers do for `__Host-`.
 */
const own = /^(?:__host-rollcall|rollcall-)/i;

/** A `Cookie` header for the app; undefined when nothing is left. */
export function withoutRollcallCookies(header: string | undefined): string | undefined {
  if (header === undefined) return undefined;
  const left = header
    .split(';')
    .map((pair) => pair.trim())
    .filter((pair) => pair !== '' && !isOwn(pair));
  return left.length === 0 ? undefined : left.join('; ');
}

/** Does a line of `Set-Cookie` set one of Rollcall's? */
export function setsRollcallCookie(line: string): boolean {
  return isOwn(line.trim());
}

/** A browser sends a cookie without a name as its bare value, which then reads like a name. */
function isOwn(pair: string): boolean {
  return own.test(pair.replace(/^[=\s]+/, ''));
}
