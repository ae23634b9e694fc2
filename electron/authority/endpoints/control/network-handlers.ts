import { os } from './control-context.ts';

export const networkHandlers = {
  addresses: os.network.addresses.handler(({ context: { control } }) => control.addresses()),
  checkPort: os.network.checkPort.handler(async ({ input, context: { control } }) => {
    const { state, holder } = await control.checkPort(input.port);
    return { state, ...(holder ? { holder: { pid: holder.pid, name: holder.name } } : {}) };
  }),
};
