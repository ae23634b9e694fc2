/**
 * Does an app's page ask for this by itself? Such a request shows that the device is there, not that somebody uses it.
 *
 * @param paths exact paths; `*` stands for any characters
 * @param uri path and query of the request
 */
export function isBackground(paths: readonly string[], uri: string): boolean {
  if (paths.length === 0) return false;
  const path = uri.split(/[?#]/, 1)[0] ?? '';
  return paths.some((pattern) => matches(pattern.split('*'), path));
}

/** Parts of a pattern in their order: the first one begins the path, the last one ends it. No expression to blow up. */
function matches(parts: readonly string[], path: string): boolean {
  const [first = '', ...rest] = parts;
  const last = rest.pop();
  if (last === undefined) return path === first;
  if (!path.startsWith(first) || path.length < first.length + last.length || !path.endsWith(last))
    return false;
  let at = first.length;
  const end = path.length - last.length;
  for (const part of rest) {
    const found = path.indexOf(part, at);
    if (found < 0 || found + part.length > end) return false;
    at = found + part.length;
  }
  return true;
}
