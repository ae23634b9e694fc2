import { settingsSchema, type Settings } from '../../../shared/model/settings.ts';
import { foldUserName, isUserName } from '../../../shared/model/user.ts';
import type { FakeControl } from './fake-control.ts';
import { createFakeConsoleHandlers } from './fake-console-handlers.ts';
import { createFakeAppHandlers } from './fake-app-handlers.ts';
import { createFakeOidcHandlers } from './fake-oidc-handlers.ts';
import { createFakeImportHandlers } from './fake-import-handlers.ts';
import { createFakeManyUsersHandlers } from './fake-many-users-handlers.ts';
import { createFakeDeviceHandlers, createFakeSessionHandlers } from './fake-session-handlers.ts';
import { createFakeUserHandlers } from './fake-user-handlers.ts';
import { os } from './fake-os.ts';
import type { FakeRecords } from './fake-records.ts';
import { createFakePlanHandlers } from './fake-plan-handlers.ts';
import { endAffected, listAffected } from './fake-rules.ts';
import { certifyNames, createFakeNetworkHandlers, drawFakeSignIn } from './fake-network-handlers.ts';
import { createFakeGroupHandlers } from './fake-group-handlers.ts';
import { createFakeReportHandlers } from './fake-report-handlers.ts';
import { createFakeUpkeepHandlers } from './fake-upkeep-handlers.ts';
import { makeFakeUser } from './fake-user.ts';

/** Every call of the contract over the records; a call the contract gains does not compile here until it is made. */
export function createFakeRouter(records: FakeRecords, control: FakeControl) {
  return os.router({
    status: { get: os.status.get.handler(() => records.showStatus()) },
    setup: {
      createAdmin: os.setup.createAdmin.handler(({ input, errors }) => {
        if ([...records.users.values()].some(({ admin }) => admin)) throw errors.admin_exists();
        if (!isUserName(input.name)) throw errors.user_name_invalid();
        if (input.password.length < 8) throw errors.password_too_short();
        if (foldUserName(input.password) === 'password') throw errors.password_too_common();
        const user = makeFakeUser({ id: records.makeId(), name: input.name, admin: true });
        records.users.set(user.id, user);
        records.publish({ type: 'user.put', user: records.showUser(user) });
        records.publish({ type: 'status.put', status: records.showStatus() });
        return { user: records.showUser(user) };
      }),
      finish: os.setup.finish.handler(() => {
        records.setup.finished = true;
        records.publish({ type: 'status.put', status: records.showStatus() });
      }),
    },
    users: {
      ...createFakeUserHandlers(records),
      ...createFakeManyUsersHandlers(records),
      ...createFakeImportHandlers(records),
    },
    groups: createFakeGroupHandlers(records),
    plan: createFakePlanHandlers(records),
    ...createFakeUpkeepHandlers(records),
    ...createFakeReportHandlers(records),
    sessions: createFakeSessionHandlers(records),
    devices: createFakeDeviceHandlers(records),
    apps: createFakeAppHandlers(records, control),
    oidc: createFakeOidcHandlers(records),
    console: createFakeConsoleHandlers(records),
    settings: {
      get: os.settings.get.handler(() => records.settings),
      set: os.settings.set.handler(({ input, errors }) => {
        const parsed = settingsSchema.safeParse(withValues(records.settings, input.values));
        if (!parsed.success) {
          throw errors.setting_invalid({ data: { problem: parsed.error.issues[0]?.message ?? '' } });
        }
        const affected = listAffected(records, { settings: parsed.data });
        records.settings = { ...parsed.data, revision: parsed.data.revision + 1 };
        applyNetwork(records);
        const ended = endAffected(records, affected, input.surplus);
        records.publish({ type: 'settings.put', settings: records.settings });
        records.publishRules();
        return { settings: records.settings, ended };
      }),
      previewSet: os.settings.previewSet.handler(({ input, errors }) => {
        const parsed = settingsSchema.safeParse(withValues(records.settings, input.values));
        if (!parsed.success) {
          throw errors.setting_invalid({ data: { problem: parsed.error.issues[0]?.message ?? '' } });
        }
        return { affected: listAffected(records, { settings: parsed.data }) };
      }),
      previewPortal: os.settings.previewPortal.handler(({ input }) => drawFakeSignIn(input)),
    },
    network: createFakeNetworkHandlers(records, control),
    changes: os.changes.handler(async function* changes({ signal }) {
      for await (const message of records.feed.subscribe(signal ?? new AbortController().signal)) {
        if (message.type === 'changes' && control.takeSkip()) continue;
        yield message;
      }
    }),
  });
}

type Tree = { [key: string]: unknown };

function withValues(settings: Settings, values: Partial<Record<string, unknown>>): unknown {
  const next = structuredClone(settings) as unknown as Tree;
  for (const [key, value] of Object.entries(values)) {
    const parts = key.split('.');
    const last = parts.pop() ?? '';
    let place = next;
    for (const part of parts) place = place[part] as Tree;
    place[last] = value;
  }
  return next;
}

function applyNetwork(records: FakeRecords): void {
  const { httpsPort, httpPort, primaryHost } = records.settings.network;
  const addresses = ['192.168.1.5', '10.8.0.2'];
  const hosts =
    primaryHost === '' ? addresses : [primaryHost, ...addresses.filter((one) => one !== primaryHost)];
  records.status = {
    ...records.status,
    https: hosts.map((host) => `https://${host}:${String(httpsPort)}`),
    http: hosts.map((host) => `http://${host}:${String(httpPort)}`),
    origin: `https://${hosts[0] ?? ''}:${String(httpsPort)}`,
  };
  certifyNames(records, (name) => /\.(?:internal|lan|local)$/.test(name));
}
