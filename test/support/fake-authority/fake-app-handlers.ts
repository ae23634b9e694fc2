import { mustCopyAgain } from '../../../electron/authority/endpoints/control/must-copy-again.ts';
import { decodeAppFields } from '../../../electron/authority/operations/decode-app-fields.ts';
import { coverageOf } from '../../../electron/authority/operations/policies/coverage.ts';
import type { AppFields, AppView } from '../../../shared/model/app.ts';
import type { FakeControl } from './fake-control.ts';
import { goodFindings } from './fake-apps.ts';
import { os } from './fake-os.ts';
import type { FakeRecords } from './fake-records.ts';
import { makeFakeConfiguration } from './fake-configuration.ts';

export function createFakeAppHandlers(records: FakeRecords, control: FakeControl) {
  const publish = (app: AppView): AppView => {
    records.apps.set(app.id, app);
    records.publish({ type: 'app.put', app });
    return app;
  };
  const decode = (fields: AppFields, ownId?: string) =>
    decodeAppFields(surroundingsOf(records), fields, ownId);
  const configure = (app: AppView, secret: string) =>
    makeFakeConfiguration(app, secret, records.settings.oidc.issuer);
  const withSecret = (app: AppView) => {
    const secret = `${app.id}.KEY${String((rotations += 1))}`;
    return { app, secret, ...configure(app, secret) };
  };
  let rotations = 0;

  return {
    list: os.apps.list.handler(() => [...records.apps.values()]),
    add: os.apps.add.handler(({ input, errors }) => {
      const decoded = decode({
        upstream: 'http://127.0.0.1:8080',
        plainHttp: false,
        upstreamCertificate: 'verify',
        foreignAuthorization: 'refuse',
        backgroundPaths: [],
        groups: [],
        ...withoutUndefined(input),
      } as AppFields);
      if (!decoded.ok) throw errors[decoded.code]({ data: decoded.data });
      const busy = findBusyPort(control, decoded.fields);
      if (busy !== undefined) throw errors.port_busy({ data: busy });
      const app: AppView = {
        ...decoded.fields,
        id: `${input.name.toLowerCase().replace(/[^a-z0-9]/g, '')}4f81c2`,
        coverage: coverageOf(decoded.fields),
        health: 'unused',
        unconfirmedLogouts: 0,
        createdAt: new Date().toISOString(),
      };
      if (app.oidc !== undefined && records.settings.oidc.issuer === '') {
        records.moveIssuer();
      }
      return withSecret(publish(app));
    }),
    set: os.apps.set.handler(({ input: { id, ...changes }, errors }) => {
      const before = records.apps.get(id);
      if (before === undefined) throw errors.app_not_found();
      const { oidc, tells, ...rest } = withoutUndefined(changes);
      const decoded = decode(
        {
          ...before,
          ...rest,
          oidc: oidc === null ? undefined : (oidc ?? before.oidc),
          tells: tells === null ? undefined : (tells ?? before.tells),
        } as AppFields,
        id,
      );
      if (!decoded.ok) throw errors[decoded.code]({ data: decoded.data });
      const changed = { ...before, ...decoded.fields };
      const app = publish({ ...changed, coverage: coverageOf(changed) });
      const snippetChanged = mustCopyAgain(before, app, (one) => configure(one, `${one.id}.key`).snippets);
      return { app, snippetChanged };
    }),
    rotateSecret: os.apps.rotateSecret.handler(({ input, errors }) => {
      const app = records.apps.get(input.id);
      if (app === undefined) throw errors.app_not_found();
      return withSecret(app);
    }),
    check: os.apps.check.handler(({ input, errors }) => {
      const before = records.apps.get(input.id);
      if (before === undefined) throw errors.app_not_found();
      const findings = control.findingsOf(before.name) ?? goodFindings(before.upstream);
      const check = { at: new Date().toISOString(), findings };
      return { app: publish({ ...before, check, coverage: coverageOf({ ...before, check }) }) };
    }),
    history: os.apps.history.handler(({ input, errors }) => {
      if (!records.apps.has(input.id)) throw errors.app_not_found();
      const { uses, logouts } = records.appHistory.get(input.id) ?? { uses: [], logouts: [] };
      return {
        uses: uses.map((use) => ({ ...use, live: records.sessions.has(use.sessionId) })),
        logouts: logouts.toSorted(
          (a, b) => Number(a.confirmedAt !== undefined) - Number(b.confirmedAt !== undefined),
        ),
      };
    }),
    retryLogouts: os.apps.retryLogouts.handler(({ input, errors }) => {
      const app = records.apps.get(input.id);
      if (app === undefined) throw errors.app_not_found();
      return control.tellApp(app);
    }),
    remove: os.apps.remove.handler(({ input, errors }) => {
      if (!records.apps.delete(input.id)) throw errors.app_not_found();
      records.publish({ type: 'app.removed', id: input.id });
    }),
  };
}

/** What the authority's own check of fields looks at. */
function surroundingsOf(records: FakeRecords): Parameters<typeof decodeAppFields>[0] {
  const origins = records.status.https;
  return {
    apps: { list: () => [...records.apps.values()] },
    groups: { list: () => records.groups },
    settings: { current: () => records.settings },
    network: {
      origin: () => records.status.origin,
      origins: () => origins,
      hosts: () => new Set(origins.map((origin) => new URL(origin).host)),
      ports: () => origins.map((origin) => Number(new URL(origin).port) || 443),
    },
  };
}

function findBusyPort(control: FakeControl, { kind, url }: AppFields): Record<string, unknown> | undefined {
  const port = kind === 'gateway' ? Number(new URL(url).port || 443) : undefined;
  if (port === undefined || !control.busyPorts.has(port)) return undefined;
  const holder = control.busyPorts.get(port);
  return {
    port,
    ...(holder === undefined ? {} : { holder: `${holder.name} (process ${String(holder.pid)})` }),
  };
}

function withoutUndefined<Fields extends object>(fields: Fields): Fields {
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined)) as Fields;
}
