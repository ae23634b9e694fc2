import path from 'node:path';
import { parseArgs } from 'node:util';

export interface ServeArguments {
  readonly dataDir: string;
  /** Addresses to listen on instead of those of the settings. */
  readonly hosts: readonly string[] | undefined;
  readonly httpsPort: number | undefined;
  readonly httpPort: number | undefined;
}

/** What the desktop app hands to the authority it forks: the options of `rollcall serve`. */
export function decodeServeArguments(args: readonly string[]): ServeArguments {
  const { values } = parseArgs({
    args: [...args],
    options: {
      data: { type: 'string' },
      host: { type: 'string', multiple: true },
      'https-port': { type: 'string' },
      'http-port': { type: 'string' },
    },
  });
  if (values.data === undefined) throw new Error('the authority is started without --data');
  const port = (text: string | undefined): number | undefined =>
    text === undefined ? undefined : Number(text);
  return {
    dataDir: path.resolve(values.data),
    hosts: values.host,
    httpsPort: port(values['https-port']),
    httpPort: port(values['http-port']),
  };
}
