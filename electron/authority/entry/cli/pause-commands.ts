import { InvalidArgumentError, type Command } from 'commander';
import { callAuthority } from './call-authority.ts';
import { countOf } from './count-of.ts';

/** A day; longer is said by leaving it out. */
const minutesMax = 24 * 60;

export function addPauseCommands(program: Command): void {
  program
    .command('pause')
    .description('let nobody new in; those who are in stay')
    .option('--minutes <n>', 'for so long; without it until rollcall resume', decodeMinutes)
    .action((flags: { minutes?: number }, command: Command) =>
      callAuthority(command, async (client) => {
        const { minutes } = flags;
        await client.signIns.pause(minutes === undefined ? {} : { minutes });
        return {
          document: { paused: true, ...(minutes === undefined ? {} : { minutes }) },
          text: `Nobody new is let in ${
            minutes === undefined ? 'until: rollcall resume' : `for ${countOf(minutes, 'minute')}`
          }. Those who are in stay in.`,
        };
      }),
    );
  program
    .command('resume')
    .description('let people sign in again, after rollcall pause')
    .action((_flags: object, command: Command) =>
      callAuthority(command, async (client) => {
        await client.signIns.resume();
        return { document: { paused: false }, text: 'People can sign in.' };
      }),
    );
}

function decodeMinutes(text: string): number {
  const minutes = Number(text);
  if (!/^\d+$/.test(text) || minutes < 1 || minutes > minutesMax) {
    throw new InvalidArgumentError(`A number from 1 to ${String(minutesMax)}.`);
  }
  return minutes;
}
