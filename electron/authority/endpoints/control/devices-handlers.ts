import { os } from './control-context.ts';
import { notThereYet } from './not-there-yet.ts';

export const devicesHandlers = {
  listBlocked: os.devices.listBlocked.handler(notThereYet),
  unblock: os.devices.unblock.handler(notThereYet),
};
