import type { AddressInfo, Server } from 'node:net';
import type { Refusal } from '../../../../shared/errors.ts';
import { findPortHolder, type PortHolder } from './port-holder.ts';

export interface ListenRefusal extends Refusal<'port_busy' | 'port_forbidden' | 'address_missing'> {
  /** Who has the port, with `port_busy` and when the system tells. */
  readonly holder?: PortHolder;
}

/** Starts listening; the server may be tried again after a refusal. Any other error is thrown. */
export async function listen(
  server: Server,
  options: { readonly host: string; readonly port: number },
): Promise<{ ok: true; address: AddressInfo } | ListenRefusal> {
  const { host, port } = options;
  try {
    await new Promise<void>((resolve, reject) => {
      const settle = (error?: Error) => {
        server.off('listening', settle);
        server.off('error', settle);
        if (error) reject(error);
        else resolve();
      };
      server.once('listening', settle);
      server.once('error', settle);
      server.listen({ host, port });
    });
  } catch (error) {
    const code = codeOf(error as NodeJS.ErrnoException);
    if (!code) throw error;
    const holder = code === 'port_busy' ? await findPortHolder(port) : undefined;
    return {
      ok: false,
      code,
      data: { host, port },
      detail: (error as Error).message,
      ...(holder && { holder }),
    };
  }
  return { ok: true, address: server.address() as AddressInfo };
}

function codeOf(error: NodeJS.ErrnoException): ListenRefusal['code'] | undefined {
  switch (error.code) {
    case 'EADDRINUSE':
      return 'port_busy';
    // Windows also answers EACCES for a port that Hyper-V has set aside.
    case 'EACCES':
    case 'EPERM':
      return 'port_forbidden';
    // EINVAL: a link-local IPv6 address without its zone. EAFNOSUPPORT: IPv6 is switched off.
    case 'EADDRNOTAVAIL':
    case 'EAFNOSUPPORT':
    case 'EINVAL':
    case 'ENOTFOUND':
      return 'address_missing';
    default:
      return undefined;
  }
}
