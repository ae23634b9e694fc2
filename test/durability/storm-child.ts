import { randomInt } from 'node:crypto';
import { writeSync } from 'node:fs';
import { changeSettings } from '../../electron/authority/operations/change-settings.ts';
import { setUser } from '../../electron/authority/operations/change-users.ts';
import { signOut } from '../../electron/authority/operations/end-session.ts';
import { openSeam } from '../support/seam.ts';

/**
 * Signs in, ends and changes settings as fast as the disk goes, until it is killed. Each line on standard output is
 * written by one system call: `ready`; `in USER ID` after the answer; `try-out ID` before an end is asked for and
 * `out ID` after its answer; `limit USER N` and `title N` after the answer.
 */

const say = (line: string): void => void writeSync(1, `${line}\n`);
const pick = <T>(list: readonly T[]): T | undefined => list[randomInt(Math.max(1, list.length))];

const [dataDir = ''] = process.argv.slice(2);
const seam = await openSeam(dataDir);
const { deps } = seam;
const users = deps.users.list().filter(({ admin }) => !admin);
say('ready');

let title = Number(/\d+$/.exec(deps.settings.current().portal.title)?.[0] ?? 0);
let device = 0;

async function step(): Promise<void> {
  const user = pick(users);
  if (!user) throw new Error('there are no users');
  const what = randomInt(100);
  if (what < 55) {
    const answer = await seam.signIn(user.name, `device ${String((device += 1))}`);
    if (answer.kind === 'admitted') say(`in ${user.name} ${answer.session.id}`);
    return;
  }
  if (what < 95) {
    const session = pick(deps.sessions.listLive(user.id));
    if (!session) return;
    say(`try-out ${session.id}`);
    const answer = await signOut(deps, session, '');
    if (answer.ok && answer.ended.length > 0) say(`out ${session.id}`);
    return;
  }
  if (what < 98) {
    const limit = 1 + randomInt(3);
    const answer = await setUser(deps, user.id, { limit, surplus: 'now' }, 'cli');
    if (answer.ok) say(`limit ${user.name} ${String(limit)}`);
    return;
  }
  const next = (title += 1);
  const answer = await changeSettings(
    deps,
    { 'portal.title': `Works ${String(next)}` },
    'as_they_expire',
    'cli',
    () => Promise.resolve({ ok: true }),
  );
  if (answer.ok) say(`title ${String(next)}`);
}

await Promise.all(
  Array.from({ length: 24 }, async () => {
    for (;;) await step();
  }),
);
