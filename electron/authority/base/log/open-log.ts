import { existsSync, renameSync, statSync } from 'node:fs';
import path from 'node:path';
import { destination, pino, type Logger } from 'pino';

/** One file is kept besides the one being written. */
const rotateBytes = 20 * 1024 * 1024;

/** The log file of the authority. Tokens, passwords and cookies never get into it, whoever logs an object with them. */
export function openLog(logsDir: string): Logger {
  const filePath = path.join(logsDir, 'rollcall.log');
  if (existsSync(filePath) && statSync(filePath).size > rotateBytes) renameSync(filePath, `${filePath}.1`);
  return pino(
    {
      base: null,
      timestamp: pino.stdTimeFunctions.isoTime,
      redact: {
        paths: [
          'password',
          'token',
          'ticket',
          'code',
          'cookie',
          'authorization',
          '*.password',
          '*.token',
          '*.cookie',
          '*.authorization',
        ],
        censor: '[redacted]',
      },
      hooks: {
        logMethod(args, method) {
          method.apply(this, args.map(redactTokens) as Parameters<typeof method>);
        },
      },
    },
    destination({ dest: filePath, sync: false, mkdir: true, mode: 0o600 }),
  );
}

export type { Logger };

/** Tokens that stand inside a text, such as the message of an error. */
function redactTokens(value: unknown): unknown {
  if (typeof value === 'string') return value.replace(/\b(rc[satd]_)[A-Za-z0-9_-]{43}/g, '$1[redacted]');
  if (value instanceof Error) value.message = String(redactTokens(value.message));
  return value;
}
