import { listBlockedDevices, unblockDevice } from '../../operations/block-devices.ts';
import { os } from './control-context.ts';
import { orThrow } from './or-throw.ts';

export const devicesHandlers = {
  listBlocked: os.devices.listBlocked.handler(({ context: { control } }) => listBlockedDevices(control.deps)),
  unblock: os.devices.unblock.handler(async ({ input, context: { control, actor }, errors }) => {
    orThrow(await unblockDevice(control.deps, input.id, actor), errors);
  }),
};
