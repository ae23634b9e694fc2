import { createORPCClient } from '@orpc/client';
import { RPCLink } from '@orpc/client/fetch';
import type { ContractRouterClient } from '@orpc/contract';
import { makeSocketFetch } from '../../electron/authority/entry/cli/socket-fetch.ts';
import type { ControlContract } from '../../shared/contract/control.ts';
import type { AuthorityProcess } from './authority-process.ts';

export type Control = ContractRouterClient<ControlContract>;

/** The control calls of a running authority, as the console makes them. */
export function openControl({ socket }: AuthorityProcess): Control {
  return createORPCClient(new RPCLink({ url: 'http://rollcall.internal', fetch: makeSocketFetch(socket) }));
}

export async function userIdOf(control: Control, name: string): Promise<string> {
  const user = (await control.users.list()).find((one) => one.name === name);
  if (!user) throw new Error(`no user ${name}`);
  return user.id;
}
