const storedAs = 'rollcall.box.recent';
const keptMax = 5;

/** Ids of what was chosen in the command box on this computer, newest first; names of people are not kept. */
export function readRecent(): readonly string[] {
  try {
    const stored: unknown = JSON.parse(localStorage.getItem(storedAs) ?? '[]');
    return Array.isArray(stored) ? stored.filter((one) => typeof one === 'string').slice(0, keptMax) : [];
  } catch {
    return [];
  }
}

export function rememberRecent(id: string): void {
  const kept = [id, ...readRecent().filter((one) => one !== id)].slice(0, keptMax);
  try {
    localStorage.setItem(storedAs, JSON.stringify(kept));
  } catch {
    // Full or refused: then none is remembered.
  }
}
