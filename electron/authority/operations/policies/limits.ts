import type {
  EffectiveLimit,
  EffectivePolicy,
  LimitValue,
  OwnLimit,
  OwnPolicy,
} from '../../../../shared/model/limit.ts';
import type { Settings } from '../../../../shared/model/settings.ts';

/** The first that is set of: user, install. The answer names which rule bound. */
export function effectiveLimit(user: { readonly limit: OwnLimit }, settings: Settings): EffectiveLimit {
  return user.limit === 'inherit'
    ? { value: settings.sessions.limit, boundBy: 'install' }
    : { value: user.limit, boundBy: 'user' };
}

export function effectivePolicy(user: { readonly policy: OwnPolicy }, settings: Settings): EffectivePolicy {
  return user.policy === 'inherit'
    ? { value: settings.sessions.policy, boundBy: 'install' }
    : { value: user.policy, boundBy: 'user' };
}

export function limitAsNumber(limit: LimitValue): number {
  return limit === 'unlimited' ? Number.POSITIVE_INFINITY : limit;
}
