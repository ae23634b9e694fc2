import { os } from './control-context.ts';

export const statusHandlers = {
  get: os.status.get.handler(({ context: { control } }) => control.status()),
};
