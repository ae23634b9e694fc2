import type { Command } from 'commander';
import type { BlockedDevice } from '../../../../shared/model/session.ts';
import { callAuthority } from './call-authority.ts';
import { cleanText } from './clean-text.ts';
import { getBlockedDevice, shownTail } from './find-by-name.ts';
import { localTime } from './local-time.ts';
import { makeTable } from './make-table.ts';

export function addDeviceCommands(program: Command): void {
  const device = program.command('device').description('browsers and apps that are kept out');
  device
    .command('list-blocked')
    .description('those that are not let in until they are unblocked, newest first')
    .action((_flags: object, command: Command) =>
      callAuthority(command, async (client) => {
        const devices = await client.devices.listBlocked();
        return { document: { devices }, text: makeBlockedTable(devices) };
      }),
    );

  device
    .command('unblock <id>')
    .description('let one in again, by its id (or the last characters of it)')
    .action((id: string, _flags: object, command: Command) =>
      callAuthority(command, async (client) => {
        const found = getBlockedDevice(await client.devices.listBlocked(), id);
        await client.devices.unblock({ id: found.id });
        const who = cleanText(`${found.device} of ${found.userName}`);
        return { document: { device: found }, text: `${who} may sign in again.` };
      }),
    );
}

function makeBlockedTable(devices: readonly BlockedDevice[]): string {
  if (devices.length === 0) return 'No device is blocked.';
  return makeTable(
    ['ID', 'DEVICE', 'USER', 'BLOCKED', 'BY'],
    devices.map(({ id, device, userName, blockedAt, by }) => [
      id.slice(-shownTail),
      device,
      userName,
      localTime(blockedAt),
      by,
    ]),
  );
}
