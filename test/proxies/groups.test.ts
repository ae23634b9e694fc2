import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  addUser,
  passwordOf,
  startSetUpAuthority,
  type AuthorityProcess,
} from '../support/authority-process.ts';
import { ApiClient, readForms, readText } from '../support/client.ts';
import { openControl, userIdOf, type Control } from '../support/open-control.ts';
import { AppVisitor } from './enter-app.ts';
import { openProtectedApp, signInTo, type ProtectedApp } from './protected-app.ts';

describe.each(['nginx', 'caddy'] as const)('an app for some groups, behind %s', (proxy) => {
  let authority: AuthorityProcess;
  let control: Control;
  let app: ProtectedApp;
  let sales: string;
  let stock: string;

  beforeAll(async () => {
    authority = await startSetUpAuthority();
    control = openControl(authority);
    await addUser(authority, 'ann', { limit: 50 });
    await addUser(authority, 'bob', { limit: 50 });
    sales = (await control.groups.add({ name: 'Sales, north' })).group.id;
    stock = (await control.groups.add({ name: 'Lager Süd' })).group.id;
    await control.users.set({ id: await userIdOf(control, 'ann'), groups: [stock, sales] });
    app = await openProtectedApp(authority, { name: 'ERP', proxy });
  });

  afterAll(async () => {
    await app?.close();
    await authority?.remove();
  });

  const groupsSeen = (): string[] =>
    app.echo
      .valuesOf(app.echo.received.at(-1)!, 'Remote-Groups')
      .filter((value) => value !== '')
      .map((value) => Buffer.from(value, 'latin1').toString('utf8'));
  const visitor = (token: string): AppVisitor => {
    const one = new AppVisitor(authority, app.origin);
    one.cookies.set(app.cookieName, token);
    return one;
  };

  it('the app learns the groups in their order, also when that changes, or a name, or who is in them', async () => {
    const ann = visitor((await signInTo(authority, app.id, 'ann')).appToken);
    expect((await ann.ask('/x')).status).toBe(200);
    expect(groupsSeen()).toEqual(['Sales  north,Lager Süd']);
    await control.groups.order({ ids: [stock, sales] });
    await ann.ask('/x');
    expect(groupsSeen()).toEqual(['Lager Süd,Sales  north']);
    await control.groups.set({ id: stock, name: 'Stock' });
    await ann.ask('/x');
    expect(groupsSeen()).toEqual(['Stock,Sales  north']);
    await control.users.set({ id: await userIdOf(control, 'ann'), groups: [sales] });
    await ann.ask('/x');
    expect(groupsSeen()).toEqual(['Sales  north']);
    const bob = visitor((await signInTo(authority, app.id, 'bob')).appToken);
    await bob.ask('/x');
    expect(groupsSeen()).toEqual([]);
  });

  it('whoever is in when it closes gets 403 with the reason at the next request, and the app sees nothing', async () => {
    const ann = visitor((await signInTo(authority, app.id, 'ann')).appToken);
    const bob = visitor((await signInTo(authority, app.id, 'bob')).appToken);
    expect((await bob.ask('/x')).status).toBe(200);
    await control.apps.set({ id: app.id, groups: [sales] });
    const before = app.echo.received.length;
    const page = await bob.ask('/x');
    expect(page.status).toBe(403);
    expect(page.headers['rollcall-reason']).toBe('app_forbidden');
    expect(page.headers['cache-control']).toBe('no-store');
    expect(page.headers['content-type']).toMatch(/^text\/html/);
    expect(readText(page.text)).toContain('your account may not use this app');
    expect(page.text).toContain('href="/.rollcall/sign-out"');
    const script = await bob.ask('/x', {
      method: 'POST',
      headers: { Accept: 'application/json' },
      body: '1',
    });
    expect([script.status, script.headers['rollcall-reason']]).toEqual([403, 'app_forbidden']);
    expect(app.echo.received.length).toBe(before);
    expect((await ann.ask('/x')).status).toBe(200);
  });

  it('signing in leads to a page in words, not in a circle', async () => {
    await control.apps.set({ id: app.id, groups: [sales] });
    const bob = new AppVisitor(authority, app.origin);
    const refused = await bob.signIn('/x', 'bob');
    expect(refused.status).toBe(403);
    expect(readText(refused.text)).toContain('not one of those that may use ERP');
    expect(refused.text).not.toContain('http-equiv="refresh"');
    const again = /href="(\/sign-in\?[^"]*again=1[^"]*)"/.exec(refused.text)?.[1]?.replaceAll('&amp;', '&');
    const form = readForms((await bob.portal.open(again ?? '')).text).find(
      ({ fields }) => 'password' in fields,
    );
    const entered = await bob.portal.submit(form!, { username: 'ann', password: passwordOf('ann') });
    expect(entered.status).toBe(200);
    expect(entered.text).toContain('/.rollcall/callback?ticket=');
  });

  it('a native client gets no token for it', async () => {
    await control.apps.set({ id: app.id, groups: [sales] });
    const api = new ApiClient(authority.origin, authority.ca);
    const { token } = await api.mustSignIn('bob', passwordOf('bob'), 'Till');
    const refused = await api.call('POST', '/api/v1/session/app-token', { token, body: { app: app.id } });
    expect([refused.status, refused.json()['code']]).toEqual([403, 'app_forbidden']);
  });
});
