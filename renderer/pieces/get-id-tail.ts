/** Enough of an id to tell rows apart and to find it in the audit. */
export function getIdTail(id: string): string {
  return id.slice(-6);
}
