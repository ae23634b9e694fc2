import { os } from './fake-os.ts';
import type { FakeRecords } from './fake-records.ts';

export function createFakeOidcHandlers(records: FakeRecords) {
  const listApps = (): string[] =>
    [...records.apps.values()].filter(({ oidc }) => oidc !== undefined).map(({ name }) => name);
  return {
    get: os.oidc.get.handler(() => ({
      issuer: records.settings.oidc.issuer,
      issuerNow: `${records.status.origin}/oidc`,
      keys: records.signingKeys,
      apps: listApps(),
    })),
    moveIssuer: os.oidc.moveIssuer.handler(() => ({ issuer: records.moveIssuer(), apps: listApps() })),
    rotateKeys: os.oidc.rotateKeys.handler(() => {
      const key = {
        id: `new${String(records.signingKeys.length)}Kq7Z`,
        algorithm: 'RS256',
        createdAt: new Date().toISOString(),
        signs: true,
      };
      records.signingKeys = [key, ...records.signingKeys.map((before) => ({ ...before, signs: false }))];
      return { keyId: key.id };
    }),
  };
}
