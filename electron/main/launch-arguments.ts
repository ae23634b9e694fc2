import path from 'node:path';
import { parseArgs } from 'node:util';

export interface LaunchArguments {
  readonly dataDir: string;
  /** What the authority is started with. */
  readonly authorityArgs: readonly string[];
  /** The same without ports: once an admin chose others, those of the settings count. */
  readonly argsWithoutPorts: readonly string[];
}

/** Reads what `rollcall serve` takes too. Anything else belongs to Chromium, which has hundreds of switches. */
export function decodeLaunchArguments(argv: readonly string[], defaultDataDir: string): LaunchArguments {
  const { values } = parseArgs({
    args: argv.slice(1),
    strict: false,
    options: {
      data: { type: 'string' },
      host: { type: 'string', multiple: true },
      'https-port': { type: 'string' },
      'http-port': { type: 'string' },
    },
  });
  const texts = (value: unknown) => [value].flat().filter((one): one is string => typeof one === 'string');
  const dataDir = path.resolve(texts(values['data'])[0] ?? defaultDataDir);
  const pass = (name: 'host' | 'https-port' | 'http-port') =>
    texts(values[name]).flatMap((value) => [`--${name}`, value]);
  const argsWithoutPorts = ['--data', dataDir, ...pass('host')];
  return {
    dataDir,
    authorityArgs: [...argsWithoutPorts, ...pass('https-port'), ...pass('http-port')],
    argsWithoutPorts,
  };
}
