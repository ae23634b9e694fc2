import { InvalidGrant, TemporarilyUnavailable } from 'oidc-provider/lib/helpers/errors.js';
import { base, Check, Prompt } from 'oidc-provider/lib/helpers/interaction_policy/index.js';
import { Provider } from 'oidc-provider/lib/provider.js';

/**
 * The library by its parts: its entry would write to the terminal that it wants a newer Node. It uses
 * nothing that Node 20.18, that of the oldest Electron, does not have.
 */
export const oidcLibrary = {
  Provider,
  Check,
  Prompt,
  basePolicy: base,
  InvalidGrant,
  TemporarilyUnavailable,
};
