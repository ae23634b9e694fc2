import { once } from 'node:events';
import { connect } from 'node:tls';

/** The certificate a server shows to who asks for a name; without one, as for an address. The chain is really checked. */
export async function readShownCertificate(
  origin: string,
  options: { readonly ca: string; readonly name?: string },
): Promise<{ readonly issuer: string; readonly serial: string }> {
  const { hostname, port } = new URL(origin);
  const socket = connect({
    host: hostname,
    port: Number(port),
    ca: options.ca,
    ...(options.name === undefined ? {} : { servername: options.name }),
  });
  try {
    await once(socket, 'secureConnect');
    const { issuer, serialNumber } = socket.getPeerCertificate();
    return { issuer: String(issuer.CN), serial: serialNumber };
  } finally {
    socket.destroy();
  }
}
