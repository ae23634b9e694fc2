import type { Refusal } from '../../shared/errors.ts';
import type { Settings } from '../../shared/model/settings.ts';
import type { Lan } from './open-lan.ts';
import { createNetwork, listNames } from './operations/network.ts';

/** No certificate, so none that expires. */
const never = Date.UTC(9999, 11, 31);

/**
 * A LAN that is closed because nobody could trust it: the certificate authority cannot be read. The console and the
 * command line on this computer go on, so that the admin can act.
 */
export function closedLan(settings: Settings['network'], why: Refusal): Lan {
  const ports = { https: settings.httpsPort, http: settings.httpPort };
  const facts = {
    settings: { ...settings, hosts: [], names: [], primaryHost: '' as const },
    addresses: [],
    listenHosts: [],
    ports,
  };
  const done = async (): Promise<{ ok: true }> => ({ ok: true });
  return {
    network: createNetwork(() => facts),
    listen: done,
    apply: done,
    refresh: async () => false,
    renewCertificate: async () => why,
    // For the names alone: which addresses there are is looked at when the LAN opens.
    changeAuthority: (change) => change({ ips: [], dnsNames: listNames(settings) }),
    whileKeysRest: (work) => work(),
    showCertificate: async () => undefined,
    certificate: () => ({ names: [], expiresAt: never }),
    keyPair: () => undefined,
    lostAddress: () => undefined,
    notListening: () => why,
    listenHosts: () => [],
    ports: () => ports,
    close: async () => undefined,
  };
}
