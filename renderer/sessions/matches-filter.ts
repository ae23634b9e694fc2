import type { SessionView } from '../../shared/model/session.ts';

/** Every word of the filter occurs somewhere in what the row shows. */
export function matchesFilter(session: SessionView, filter: string): boolean {
  const words = fold(filter)
    .split(/\s+/)
    .filter((word) => word !== '');
  if (words.length === 0) return true;
  const shown = fold(
    [session.userName, session.device, session.address, session.id, ...session.apps].join('\n'),
  );
  return words.every((word) => shown.includes(word));
}

function fold(text: string): string {
  return text.normalize('NFKC').toLowerCase();
}
