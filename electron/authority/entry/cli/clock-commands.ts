import type { Command } from 'commander';
import { callAuthority } from './call-authority.ts';
import { localTime } from './local-time.ts';
import { shortDuration } from './short-duration.ts';

export function addClockCommands(program: Command): void {
  program
    .command('clock')
    .description("Rollcall's own time")
    .command('accept')
    .description("this computer's clock is right: go on from it, after an alarm about the clock")
    .action((_flags: object, command: Command) =>
      callAuthority(command, async (client) => {
        const accepted = await client.clock.accept();
        const { movedSeconds } = accepted;
        const moved =
          movedSeconds === 0
            ? ''
            : `, ${shortDuration(Math.abs(movedSeconds))} ${movedSeconds > 0 ? 'forward' : 'back'}`;
        return {
          document: accepted,
          text: `It is ${localTime(accepted.now)} now${moved}. Sessions keep what is left of their lives.`,
        };
      }),
    );
}
