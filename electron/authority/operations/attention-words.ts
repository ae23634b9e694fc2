const namesShown = 5;

/** The first few, and how many there are besides. */
export function listSome(all: readonly string[], between: string): string {
  const more = all.length - namesShown;
  return [...all.slice(0, namesShown), ...(more > 0 ? [`${String(more)} more`] : [])].join(between);
}

/** Hours and minutes on this computer's clock. */
export function clockTime(at: number): string {
  return new Date(at).toLocaleTimeString('sv-SE', { timeStyle: 'short' });
}

export function dayAndTime(at: number): string {
  return new Date(at).toLocaleString('sv-SE', { dateStyle: 'short', timeStyle: 'short' });
}
