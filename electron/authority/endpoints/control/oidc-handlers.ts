import { moveIssuer, showIssuer } from '../../operations/oidc-issuer.ts';
import { os } from './control-context.ts';
import { orThrow } from './or-throw.ts';

export const oidcHandlers = {
  get: os.oidc.get.handler(({ context: { control } }) => showIssuer(control.deps)),
  moveIssuer: os.oidc.moveIssuer.handler(async ({ context: { control, actor }, errors }) => {
    const { issuer, apps } = orThrow(await moveIssuer(control.deps, actor), errors);
    return { issuer, apps };
  }),
  rotateKeys: os.oidc.rotateKeys.handler(async ({ context: { control, actor }, errors }) => {
    const { keyId } = orThrow(await control.deps.signingKeys.rotate(actor), errors);
    return { keyId };
  }),
};
