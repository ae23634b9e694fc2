import type { Mirror } from '../authority/mirror.ts';
import type { Standing } from '../pieces/use-undo-toast.ts';

/** Of users who were switched off together: `done` while all of them are, `undone` while none is. */
export function lookWhetherDisabled({ users }: Mirror, ids: readonly string[]): Standing {
  const states = new Set(ids.map((id) => toStanding(users.get(id)?.state)));
  const [first = 'neither'] = states;
  return states.size === 1 ? first : 'neither';
}

function toStanding(state: string | undefined): Standing {
  if (state === undefined) return 'neither';
  return state === 'disabled' ? 'done' : 'undone';
}
