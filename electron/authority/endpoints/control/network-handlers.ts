import { os } from './control-context.ts';
import { notThereYet } from './not-there-yet.ts';

export const networkHandlers = {
  addresses: os.network.addresses.handler(({ context: { control } }) => control.addresses()),
  checkPort: os.network.checkPort.handler(async ({ input, context: { control } }) => {
    const { state, holder } = await control.checkPort(input.port);
    return { state, ...(holder ? { holder: { pid: holder.pid, name: holder.name } } : {}) };
  }),
  renewCertificate: os.network.renewCertificate.handler(notThereYet),
  importCertificate: os.network.importCertificate.handler(notThereYet),
  removeCertificate: os.network.removeCertificate.handler(notThereYet),
};
