import { runCommandLine } from './cli/run-command-line.ts';

// Whatever a command makes in a data directory is its owner's alone.
process.umask(0o077);

// `rollcall … | head` closes our output early; that is no fault.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code !== 'EPIPE') throw error;
});

process.exitCode = await runCommandLine(process.argv.slice(2));
