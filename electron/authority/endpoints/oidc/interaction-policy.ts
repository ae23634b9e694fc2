import type { interactionPolicy } from 'oidc-provider';
import type { EdgeDependencies } from '../edge-dependencies.ts';
import { isForbidden } from './portal-session.ts';
import { oidcLibrary } from './provider-parts.ts';

/**
 * When an app's request is not answered at once. All of it leads to the portal; somebody who may not enter gets a page
 * there, and an app that asks quietly gets `access_denied`.
 */
export function makeInteractionPolicy(edge: EdgeDependencies): interactionPolicy.DefaultPolicy {
  const policy = oidcLibrary.basePolicy();
  policy
    .get('login')
    ?.checks.add(
      new oidcLibrary.Check(
        'forbidden',
        'this account is not one of those that may enter the app',
        'access_denied',
        (ctx) => isForbidden(edge, ctx),
      ),
    );
  // Nothing is asked: the admin has consented for everybody, and a browser has one account. Apps may want it asked
  // all the same.
  policy.get('consent')?.checks.clear();
  const selectAccount = new oidcLibrary.Prompt({ name: 'select_account', requestable: true });
  selectAccount.checks.clear();
  policy.add(selectAccount);
  return policy;
}
