import { deriveAccent } from '../../../shared/model/accent.ts';
import type { PortalSettings } from '../../../shared/model/settings.ts';
import type { FakeControl } from './fake-control.ts';
import { isAdminHere } from './fake-admin.ts';
import { os } from './fake-os.ts';
import type { FakeRecords } from './fake-records.ts';

const dayMs = 86_400_000;

/** Addresses, ports and certificates. A certificate here is a text that says what it is. */
export function createFakeNetworkHandlers(records: FakeRecords, control: FakeControl) {
  const publish = (): void => records.publish({ type: 'status.put', status: records.showStatus() });
  return {
    addresses: os.network.addresses.handler(() => records.addresses),
    checkPort: os.network.checkPort.handler(({ input: { port } }) => {
      const { httpsPort, httpPort } = records.settings.network;
      if (control.busyPorts.has(port)) {
        const holder = control.busyPorts.get(port);
        return { state: 'busy', ...(holder === undefined ? {} : { holder }) };
      }
      if (port === httpsPort || port === httpPort) return { state: 'ours' };
      return { state: port < 1024 ? 'forbidden' : 'free' };
    }),
    renewCertificate: os.network.renewCertificate.handler(() => {
      const validUntil = new Date(Date.now() + 397 * dayMs).toISOString();
      const { certificate } = records.status;
      records.status.certificate = { ...certificate, validUntil, own: { ...certificate.own, validUntil } };
      publish();
      return { validUntil };
    }),
    importCertificate: os.network.importCertificate.handler(({ input, errors }) => {
      if (!input.certificatePem.includes('CERTIFICATE')) {
        throw errors.certificate_unfit({ data: { reason: 'certificate_unreadable' } });
      }
      if (!input.keyPem.includes('KEY'))
        throw errors.certificate_unfit({ data: { reason: 'key_unreadable' } });
      const names = ['rollcall.works.example'];
      const uncovered = ['192.168.1.5'];
      const validUntil = new Date(Date.now() + 200 * dayMs).toISOString();
      records.status.certificate = {
        ...records.status.certificate,
        names,
        validUntil,
        imported: true,
        import: { state: 'in_force', names, issuer: 'Works CA 1', validUntil, uncovered },
      };
      publish();
      return { names, validUntil, uncovered };
    }),
    removeCertificate: os.network.removeCertificate.handler(() => {
      const { import: _imported, ...rest } = records.status.certificate;
      records.status.certificate = { ...rest, ...rest.own, imported: false };
      publish();
    }),
    makeAuthority: os.network.makeAuthority.handler(({ input: { admin, password }, errors }) => {
      if (!isAdminHere(records, { admin, password })) throw errors.credentials({ data: {} });
      const words = ['violet', 'anchor', 'meadow', 'tiger', 'window', 'summer', 'bottle', 'garden'];
      const fingerprint = Array.from({ length: 32 }, () => 'B2').join(':');
      const validUntil = new Date(Date.now() + 3648 * dayMs).toISOString();
      records.status.certificate = {
        ...records.status.certificate,
        caFingerprint: fingerprint,
        caFingerprintWords: words,
        caValidUntil: validUntil,
      };
      certifyNames(records, () => true);
      records.status.trustingDevices = 0;
      publish();
      return { fingerprint, words, validUntil };
    }),
    toMend: os.network.toMend.handler(() => records.toMend),
  };
}

/** Takes the names of the settings into the certificate, those that its authority may vouch for; says of the others. */
export function certifyNames(records: FakeRecords, mayVouch: (name: string) => boolean): void {
  const { certificate } = records.status;
  const { names, primaryHost } = records.settings.network;
  const wanted = [...new Set([...(primaryHost === '' ? [] : [primaryHost]), ...names])];
  const known = new Set([...certificate.own.names, ...wanted.filter(mayVouch)]);
  const own = { ...certificate.own, names: [...known] };
  records.status.certificate = {
    ...certificate,
    ...(certificate.imported ? {} : own),
    own,
    uncovered: wanted.filter((name) => !known.has(name) && !certificate.names.includes(name)),
  };
}

/** As the real one: a whole page with its style in it, in both themes. */
export function drawFakeSignIn({ title, note, accent }: PortalSettings): { light: string; dark: string } {
  const colours = deriveAccent(accent === '' ? '#1f5f8b' : accent);
  const safe = (text: string): string => text.replaceAll('<', '&lt;');
  const draw = (theme: 'light' | 'dark'): string => {
    const [ground, text] = theme === 'light' ? ['#f2f4f6', '#17212b'] : ['#11171d', '#e9eef3'];
    const button = `background:${colours[theme].accent};color:${colours[theme].ink}`;
    return `<!doctype html><html lang="en"><head><title>Sign in</title>
      <style>body{margin:0;padding:1.5rem;font:1rem system-ui;background:${ground};color:${text}}
      button{padding:.6rem 1rem;border:0;border-radius:.5rem;${button}}</style></head>
      <body><p>${safe(title)}</p><h1>Sign in</h1><button>Sign in</button><p>${safe(note)}</p></body></html>`;
  };
  return { light: draw('light'), dark: draw('dark') };
}
