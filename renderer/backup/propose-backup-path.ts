/** A name that says when it was made, in the folder for backups; the separator is the one the authority's paths have. */
export function proposeBackupPath(dataDir: string, now: number): string {
  const separator = dataDir.includes('\\') ? '\\' : '/';
  const at = new Date(now);
  const parts = [
    at.getFullYear(),
    at.getMonth() + 1,
    at.getDate(),
    at.getHours(),
    at.getMinutes(),
    at.getSeconds(),
  ];
  const [year, month, day, ...clock] = parts.map((part) => String(part).padStart(2, '0'));
  const name = `rollcall-${[year, month, day].join('-')}-${clock.join('')}.backup`;
  return [dataDir, 'backups', name].join(separator);
}
