import type { SessionView } from '../../shared/model/session.ts';

/** What a session of a user is found by. */
export function sessionText({ device, address, id, apps, ended }: SessionView): string {
  return [device, address, id, ...apps, ended?.by ?? ''].join('\n');
}
