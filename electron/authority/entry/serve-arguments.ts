import path from 'node:path';
import { parseArgs } from 'node:util';
import type { PortPair } from '../../../shared/model/ports.ts';

export interface ServeArguments {
  readonly dataDir: string;
  /** Addresses to listen on instead of those of the settings. */
  readonly hosts: readonly string[] | undefined;
  readonly httpsPort: number | undefined;
  readonly httpPort: number | undefined;
  /** Ports that become those of the settings. */
  readonly newPorts: PortPair | undefined;
}

/**
 * What the desktop app hands to the authority it forks: the options of `rollcall serve`, and the ports that an admin
 * chose when one was taken. They go before any other word on ports.
 */
export function decodeServeArguments(args: readonly string[]): ServeArguments {
  const { values } = parseArgs({
    args: [...args],
    options: {
      data: { type: 'string' },
      host: { type: 'string', multiple: true },
      'https-port': { type: 'string' },
      'http-port': { type: 'string' },
      'new-https-port': { type: 'string' },
      'new-http-port': { type: 'string' },
    },
  });
  if (values.data === undefined) throw new Error('the authority is started without --data');
  const port = (text: string | undefined): number | undefined =>
    text === undefined ? undefined : Number(text);
  const https = port(values['new-https-port']);
  const http = port(values['new-http-port']);
  const newPorts = https === undefined || http === undefined ? undefined : { https, http };
  return {
    dataDir: path.resolve(values.data),
    hosts: values.host,
    httpsPort: newPorts ? undefined : port(values['https-port']),
    httpPort: newPorts ? undefined : port(values['http-port']),
    newPorts,
  };
}
