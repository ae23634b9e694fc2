import { implement } from '@orpc/server';
import { controlContract } from '../../../../shared/contract/control.ts';
import type { ControlDependencies } from './control-dependencies.ts';

/** Who calls, as the audit names it: the window over its message port, the command line, or an admin in a browser. */
export type ControlActor = 'console' | 'cli' | `user:${string}`;

// A type, not an interface: the library wants an index signature.
export type ControlContext = { readonly control: ControlDependencies; readonly actor: ControlActor };

export const os = implement(controlContract).$context<ControlContext>();
