import { Command, CommanderError } from 'commander';
import { version } from '../../../../shared/version.ts';
import { addAdminCommands } from './admin-commands.ts';
import { addAppCommands } from './app-commands.ts';
import { addAuditCommands } from './audit-commands.ts';
import { addBackupCommands } from './backup-commands.ts';
import { addClockCommands } from './clock-commands.ts';
import { addDeviceCommands } from './device-commands.ts';
import { describeFailure } from './describe-failure.ts';
import { addConsoleCommands } from './console-commands.ts';
import { addDesktopCommand } from './desktop-command.ts';
import { ExitCode } from './exit-code.ts';
import { addGroupCommands } from './group-commands.ts';
import { addNetworkCommands } from './network-commands.ts';
import { addOidcCommands } from './oidc-commands.ts';
import { addPauseCommands } from './pause-commands.ts';
import { addPlanCommands } from './plan-commands.ts';
import { addServeCommand } from './serve-command.ts';
import { addSessionCommands } from './session-commands.ts';
import { addSettingsCommands } from './settings-commands.ts';
import { addSetupCommand } from './setup-command.ts';
import { addStatusCommand } from './status-command.ts';
import { addUserCommands } from './user-commands.ts';

const usageExitCode = 2;

/** @returns the exit code: 0 done, 1 refused, 2 wrong use, 3 authority not reachable */
export async function runCommandLine(args: readonly string[]): Promise<number> {
  const program = new Command('rollcall')
    .description('Rollcall: who is signed in where, and on how many devices.')
    .version(version)
    .option('--data <dir>', 'data directory')
    .option('--json', 'one JSON document on standard output, messages on standard error')
    .configureHelp({ showGlobalOptions: true })
    .showHelpAfterError('What it takes: rollcall help, or rollcall COMMAND --help')
    .helpCommand(true)
    .exitOverride();
  addServeCommand(program);
  addSetupCommand(program);
  addStatusCommand(program);
  addUserCommands(program);
  addGroupCommands(program);
  addPlanCommands(program);
  addSessionCommands(program);
  addPauseCommands(program);
  addDeviceCommands(program);
  addAppCommands(program);
  addOidcCommands(program);
  addSettingsCommands(program);
  addNetworkCommands(program);
  addConsoleCommands(program);
  addAuditCommands(program);
  addClockCommands(program);
  addBackupCommands(program);
  addAdminCommands(program);
  // Last: what it allows for itself the others would inherit.
  addDesktopCommand(program);
  try {
    await program.parseAsync(args, { from: 'user' });
    return 0;
  } catch (error) {
    if (error instanceof ExitCode) return error.exitCode;
    if (error instanceof CommanderError) return error.exitCode === 0 ? 0 : usageExitCode;
    const failure = describeFailure(error);
    process.stderr.write(`${failure.text}\n`);
    if (program.opts<{ json?: true }>().json === true) {
      process.stdout.write(`${JSON.stringify({ error: failure.document })}\n`);
    }
    return failure.exitCode;
  }
}
