import { rulesFileSchema } from '../../../shared/model/rules-file.ts';
import type { Plan } from '../../../shared/model/plan.ts';
import { os } from './fake-os.ts';
import type { FakeRecords } from './fake-records.ts';
import { exportFakeRules, readFakeRules } from './fake-rules-file.ts';
import { endAffected, findExcess, listAffected } from './fake-rules.ts';
import type { FakeUser } from './fake-user.ts';
import { simulateSignIns } from './simulate-sign-ins.ts';

interface PlanFields {
  readonly seats?: Plan['seats'] | undefined;
  readonly mode?: Plan['mode'] | undefined;
  readonly whenFull?: Plan['whenFull'] | undefined;
  readonly reservations?: Readonly<Record<string, number>> | undefined;
}

export function createFakePlanHandlers(records: FakeRecords) {
  const readChange = ({ seats, mode, whenFull, reservations = {} }: PlanFields) => ({
    plan: {
      seats: seats ?? records.plan.seats,
      mode: mode ?? records.plan.mode,
      whenFull: whenFull ?? records.plan.whenFull,
    },
    users: new Map(
      Object.entries(reservations).flatMap(([id, reservedSeats]) => {
        const user = records.users.get(id);
        return user === undefined ? [] : [[id, { ...user, reservedSeats }] as [string, FakeUser]];
      }),
    ),
  });
  const isUnknown = (ids: readonly string[]): boolean => ids.some((id) => !records.users.has(id));

  return {
    get: os.plan.get.handler(() => records.showPlan()),
    set: os.plan.set.handler(({ input, errors }) => {
      if (isUnknown(Object.keys(input.reservations ?? {}))) throw errors.user_not_found();
      const change = readChange(input);
      const excess = findExcess(records, change);
      if (excess !== undefined) throw errors.reservations_exceed_plan({ data: excess });
      const affected = listAffected(records, change);
      records.plan = change.plan;
      for (const [id, user] of change.users) records.users.set(id, user);
      const ended = endAffected(records, affected, input.surplus);
      records.publishRules();
      return { plan: records.showPlan(), ended };
    }),
    previewSet: os.plan.previewSet.handler(({ input, errors }) => {
      if (isUnknown(Object.keys(input.reservations ?? {}))) throw errors.user_not_found();
      return { affected: listAffected(records, readChange(input)) };
    }),
    whatIf: os.plan.whatIf.handler(({ input, errors }) => {
      if (isUnknown(input.userIds ?? [])) throw errors.user_not_found();
      return simulateSignIns(records, input);
    }),
    exportRules: os.plan.exportRules.handler(() => exportFakeRules(records)),
    importRules: os.plan.importRules.handler(({ input, errors }) => {
      const parsed = rulesFileSchema.safeParse(input.file);
      if (!parsed.success) {
        const [issue] = parsed.error.issues;
        throw errors.rules_file_invalid({
          data: { problem: `${issue?.path.join('.') ?? ''}: ${issue?.message ?? ''}` },
        });
      }
      const read = readFakeRules(records, parsed.data);
      if (!read.ok) throw errors[read.code]({ data: { problem: read.name } });
      const { change, changes } = read;
      const excess = findExcess(records, change);
      if (excess !== undefined) throw errors.reservations_exceed_plan({ data: excess });
      const affected = listAffected(records, change);
      if (input.dryRun !== true) {
        records.settings = change.settings;
        records.groups = change.groups;
        records.plan = change.plan;
        for (const [id, user] of change.users) records.users.set(id, user);
        endAffected(records, affected, input.surplus);
        records.publish({ type: 'settings.put', settings: records.settings });
        records.publishRules();
      }
      return { changes, affected };
    }),
  };
}
