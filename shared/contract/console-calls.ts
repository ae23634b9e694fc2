import { oc } from '@orpc/contract';
import { z } from 'zod';
import { browserConsoleViewSchema, consoleSessionViewSchema } from '../model/console-session.ts';
import { errors, idSchema, write } from './call-parts.ts';

/** The console in a browser. It is turned on and off by the settings. */
export const consoleCalls = {
  show: oc.output(browserConsoleViewSchema),
  end: oc
    .input(
      z.union([z.object({ ids: z.array(idSchema).min(1).max(1000) }), z.object({ all: z.literal(true) })]),
    )
    .output(z.object({ ended: z.array(consoleSessionViewSchema) }))
    .errors({ ...write, ...errors('console_session_not_found') }),
};
