import type { RulesFile } from '../../../shared/model/rules-file.ts';
import type { Dependencies } from './dependencies.ts';

/** Everything a rules file can say, as it is now, users and groups by name. */
export function exportRules(deps: Pick<Dependencies, 'settings' | 'plan' | 'groups' | 'users'>): RulesFile {
  const { limit, policy, appSessions, appLimit, browser, app } = deps.settings.current().sessions;
  const groups = deps.groups.list();
  const users = deps.users.list().toSorted((a, b) => (a.name < b.name ? -1 : 1));
  return {
    rollcall: 'rules',
    version: 1,
    install: { limit, policy, appSessions, appLimit, browser, app },
    plan: deps.plan.current(),
    groups: groups.map(({ name, rules }) => ({ name, rules })),
    users: Object.fromEntries(
      users.map((user) => [
        user.name,
        {
          limit: user.limit,
          appLimit: user.appLimit,
          policy: user.policy,
          reservedSeats: user.reservedSeats,
          groups: groups.filter(({ id }) => user.groups.includes(id)).map(({ name }) => name),
        },
      ]),
    ),
  };
}
