import type { Policy } from '../../../../shared/model/limit.ts';
import type { Settings } from '../../../../shared/model/settings.ts';

/**
 * Two devices that push each other out in turn never stop by themselves. After more than `ends` automatic ends within
 * `withinSeconds` the policy is `ask` for `askSeconds`: never `refuse`, which would protect whoever is inside.
 *
 * @param endedAt times of the user's automatic ends, oldest first, epoch ms
 * @returns until when the policy is `ask`, epoch ms; undefined when it is not
 */
export function kickWarUntil(
  now: number,
  endedAt: readonly number[],
  rules: Settings['sessions']['kickWar'],
): number | undefined {
  // The admin may have set authority time back: an end that is yet to come tells nothing.
  const past = endedAt.filter((at) => at <= now);
  for (let n = past.length - 1; n >= rules.ends; n--) {
    const last = past[n] ?? 0;
    const first = past[n - rules.ends] ?? 0;
    const until = last + rules.askSeconds * 1000;
    if (until <= now) return undefined;
    if (last - first <= rules.withinSeconds * 1000) return until;
  }
  return undefined;
}

const automatic: ReadonlySet<Policy> = new Set<Policy>([
  'end-least-recent',
  'end-oldest',
  'end-next-to-expire',
]);

export function policyInForce(policy: Policy, askUntil: number | undefined): Policy {
  return askUntil !== undefined && automatic.has(policy) ? 'ask' : policy;
}
