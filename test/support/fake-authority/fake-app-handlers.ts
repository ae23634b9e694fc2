import type { AppView } from '../../../shared/model/app.ts';
import { os } from './fake-os.ts';
import type { FakeRecords } from './fake-records.ts';

export function createFakeAppHandlers(records: FakeRecords) {
  return {
    list: os.apps.list.handler(() => [...records.apps.values()]),
    add: os.apps.add.handler(({ input, errors }) => {
      const apps = [...records.apps.values()];
      if (!URL.canParse(input.url)) throw errors.app_url_invalid();
      if (apps.some(({ name }) => name === input.name)) throw errors.app_name_taken();
      if (apps.some(({ url }) => url === new URL(input.url).origin)) throw errors.app_url_taken();
      if (input.url.startsWith('http:') && input.plainHttp !== true) throw errors.app_plain_http();
      const app: AppView = {
        id: `${input.name.toLowerCase().replace(/[^a-z0-9]/g, '')}4f81c2`,
        name: input.name,
        kind: input.kind,
        url: new URL(input.url).origin,
        upstream: input.upstream ?? 'http://127.0.0.1:8080',
        plainHttp: input.plainHttp ?? false,
        foreignAuthorization: input.foreignAuthorization ?? 'refuse',
        backgroundPaths: input.backgroundPaths ?? [],
        createdAt: new Date().toISOString(),
      };
      records.apps.set(app.id, app);
      records.publish({ type: 'app.put', app });
      return { app, secret: `${app.id}.KEY`, snippet: makeSnippet(app) };
    }),
    set: os.apps.set.handler(({ input, errors }) => {
      const before = records.apps.get(input.id);
      if (before === undefined) throw errors.app_not_found();
      const app = { ...before, backgroundPaths: input.backgroundPaths };
      records.apps.set(app.id, app);
      records.publish({ type: 'app.put', app });
      return { app };
    }),
    remove: os.apps.remove.handler(({ input, errors }) => {
      if (!records.apps.delete(input.id)) throw errors.app_not_found();
      records.publish({ type: 'app.removed', id: input.id });
    }),
  };
}

/** As long as a real one, so that the page has to cope with it. */
function makeSnippet(app: AppView): string {
  const lines = Array.from({ length: 60 }, (_, line) => `    proxy_set_header X-Line-${String(line)} "";`);
  return [
    `# Rollcall in front of "${app.name}" (${app.url})`,
    `location / {`,
    `    proxy_pass ${app.upstream};`,
    `    proxy_set_header Rollcall-App ${app.id}.KEY;`,
    ...lines,
    '}',
  ].join('\n');
}
