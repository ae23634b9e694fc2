import type { Command } from 'commander';
import { readGlobalOptions } from './call-authority.ts';
import { ExitCode } from './exit-code.ts';
import { collectAddress, decodePort } from './option-values.ts';

interface ServeFlags {
  readonly host?: string[];
  readonly httpsPort?: number;
  readonly httpPort?: number;
}

export function addServeCommand(program: Command): void {
  program
    .command('serve')
    .description('run the authority without a window, until Ctrl+C')
    .option(
      '--host <ip>',
      'address to listen on, instead of those of the settings; may be repeated',
      collectAddress,
    )
    .option('--https-port <port>', 'port for people and apps, instead of the one of the settings', decodePort)
    .option('--http-port <port>', 'port of the trust page', decodePort)
    .action(async (flags: ServeFlags, command: Command) => {
      const { dataDir, json } = readGlobalOptions(command);
      const { host: hosts, httpsPort, httpPort } = flags;
      const { serve } = await import('../headless.ts');
      throw new ExitCode(await serve({ dataDir, json, hosts, httpsPort, httpPort }));
    });
}
