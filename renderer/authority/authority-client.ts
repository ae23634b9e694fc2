import { createORPCClient } from '@orpc/client';
import { RPCLink } from '@orpc/client/message-port';
import type { ContractRouterClient } from '@orpc/contract';
import type { ControlContract } from '../../shared/contract/control.ts';

export type AuthorityClient = ContractRouterClient<ControlContract>;

/** What the console speaks on: a message port in the window of the app, a socket in the same form in a browser. */
export type AuthorityPort = Pick<MessagePort, 'addEventListener' | 'postMessage' | 'start'>;

/** Speaks the control contract over one port; the port must not have been started. */
export function createAuthorityClient(port: AuthorityPort): AuthorityClient {
  const client: AuthorityClient = createORPCClient(new RPCLink({ port }));
  port.start();
  return client;
}
