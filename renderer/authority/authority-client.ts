import { createORPCClient } from '@orpc/client';
import { RPCLink } from '@orpc/client/message-port';
import type { ContractRouterClient } from '@orpc/contract';
import type { ControlContract } from '../../shared/contract/control.ts';

export type AuthorityClient = ContractRouterClient<ControlContract>;

/** Speaks the control contract over one port; the port must not have been started. */
export function createAuthorityClient(port: MessagePort): AuthorityClient {
  const client: AuthorityClient = createORPCClient(new RPCLink({ port }));
  port.start();
  return client;
}
