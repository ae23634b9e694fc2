/**
 * Exactly as registered. One exception, as RFC 8252 wants it: a program on the person's own computer gets whatever port
 * is free there. Of ways back after signing in and after signing out alike.
 */
export function allowsRedirect(isPublic: boolean, registered: readonly string[], uri: string): boolean {
  if (registered.includes(uri)) return true;
  if (!isPublic) return false;
  const bare = withoutLoopbackPort(uri);
  return bare !== undefined && registered.some((one) => withoutLoopbackPort(one) === bare);
}

function withoutLoopbackPort(uri: string): string | undefined {
  const parts = /^(http:\/\/(?:127\.0\.0\.1|\[::1\]))(?::\d{1,5})?(\/.*)?$/.exec(uri);
  return parts ? `${parts[1] ?? ''}${parts[2] ?? ''}` : undefined;
}
