import {
  importCertificate,
  removeCertificate,
  renewCertificate,
} from '../../operations/change-certificate.ts';
import { makeAuthority } from '../../operations/make-authority.ts';
import { os } from './control-context.ts';
import type { ControlDependencies } from './control-dependencies.ts';
import { orThrow } from './or-throw.ts';

export const networkHandlers = {
  addresses: os.network.addresses.handler(({ context: { control } }) => control.upkeep.addresses()),
  checkPort: os.network.checkPort.handler(async ({ input, context: { control } }) => {
    const { state, holder } = await control.checkPort(input.port);
    return { state, ...(holder ? { holder: { pid: holder.pid, name: holder.name } } : {}) };
  }),
  renewCertificate: os.network.renewCertificate.handler(async ({ context: { control, actor }, errors }) => {
    const renewed = await renewCertificate(control.deps, actor, control.certificates.issue);
    const { validUntil } = orThrow(renewed, errors);
    control.statusChanged();
    return { validUntil };
  }),
  importCertificate: os.network.importCertificate.handler(
    async ({ input, context: { control, actor }, errors }) => {
      const { deps, certificates } = control;
      const imported = await importCertificate(deps, input, actor, certificates);
      await showAnew(control);
      const { names, validUntil, uncovered } = orThrow(imported, errors);
      return { names, validUntil, uncovered };
    },
  ),
  removeCertificate: os.network.removeCertificate.handler(async ({ context: { control, actor }, errors }) => {
    const removed = await removeCertificate(control.deps, actor, control.certificates);
    await showAnew(control);
    orThrow(removed, errors);
  }),
  makeAuthority: os.network.makeAuthority.handler(async ({ input, context: { control, actor }, errors }) => {
    const { deps, certificates, statusChanged } = control;
    const made = orThrow(await makeAuthority(deps, input, actor, certificates.replaceAuthority), errors);
    statusChanged();
    const { fingerprint, words, validUntil } = made;
    return { fingerprint, words, validUntil };
  }),
  toMend: os.network.toMend.handler(({ context: { control } }) => control.upkeep.toMend()),
};

/** Also after a refusal: then what was before is back. */
async function showAnew({ certificates, statusChanged }: ControlDependencies): Promise<void> {
  await certificates.show();
  statusChanged();
}
