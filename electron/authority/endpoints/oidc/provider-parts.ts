import { InvalidGrant, TemporarilyUnavailable } from 'oidc-provider/lib/helpers/errors.js';
import { base, Check, Prompt } from 'oidc-provider/lib/helpers/interaction_policy/index.js';
import { Provider } from 'oidc-provider/lib/provider.js';

/**
 * The library by its parts: its entry writes to the terminal that it wants a newer Node than Electron may have. All
 * that it uses of a newer one is `URL.parse`.
 */
// oxlint-disable-next-line typescript/unbound-method -- only looked whether it is there
URL.parse ??= (url, start) => (URL.canParse(String(url), start?.toString()) ? new URL(url, start) : null);

export const oidcLibrary = {
  Provider,
  Check,
  Prompt,
  basePolicy: base,
  InvalidGrant,
  TemporarilyUnavailable,
};
