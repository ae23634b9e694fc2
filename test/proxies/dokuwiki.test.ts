import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { addUser, startSetUpAuthority, type AuthorityProcess } from '../support/authority-process.ts';
import { readForms, readText } from '../support/client.ts';
import { openControl, userIdOf, type Control } from '../support/open-control.ts';
import { startDokuWiki, type DokuWiki } from './dokuwiki-process.ts';
import { AppVisitor } from './enter-app.ts';
import { openProtectedApp, signInTo, type ProtectedApp } from './protected-app.ts';

describe.each(['nginx', 'caddy'] as const)('DokuWiki by Remote-User, behind %s', (proxy) => {
  let authority: AuthorityProcess;
  let control: Control;
  let wiki: DokuWiki;
  let app: ProtectedApp;

  beforeAll(async () => {
    authority = await startSetUpAuthority();
    control = openControl(authority);
    wiki = await startDokuWiki();
    const { group } = await control.groups.add({ name: 'Wiki' });
    for (const name of ['ann', 'bob', 'cleo']) await addUser(authority, name, { limit: 50 });
    for (const name of ['ann', 'bob']) {
      await control.users.set({
        id: await userIdOf(control, name),
        groups: [group.id],
        displayName: `${name.toUpperCase()} of the wiki`,
      });
    }
    app = await openProtectedApp(authority, {
      name: 'Wiki',
      proxy,
      upstream: `http://127.0.0.1:${String(wiki.port)}`,
    });
  });

  afterAll(async () => {
    await app?.close();
    await wiki?.stop();
    await authority?.remove();
  });

  it('whoever signs in to Rollcall is that person there, with the groups of Rollcall', async () => {
    const bob = new AppVisitor(authority, app.origin);
    const page = await bob.enter('/doku.php?id=start', 'bob');
    expect(page.status).toBe(200);
    expect(readText(page.text)).toContain('The house');
    expect(readText(page.text)).toContain('BOB of the wiki');
    expect(readText(page.text)).not.toContain('Admin');
    expect((await bob.ask('/doku.php?id=start&do=admin')).text).not.toContain(
      'Access Control List Management',
    );

    const ann = new AppVisitor(authority, app.origin);
    await ann.enter('/doku.php?id=start', 'ann');
    expect((await ann.ask('/doku.php?id=start&do=admin')).text).toContain('Access Control List Management');
  });

  it('a page is edited under that name', async () => {
    const bob = new AppVisitor(authority, app.origin);
    await bob.enter('/doku.php?id=start', 'bob');
    const edit = await bob.ask('/doku.php?id=notes&do=edit');
    const form = readForms(edit.text).find(({ fields }) => 'sectok' in fields && 'date' in fields);
    const body = new URLSearchParams({ ...form?.fields, wikitext: 'By Bob.', 'do[save]': 'Save' });
    const saved = await bob.ask('/doku.php?id=notes', {
      method: 'POST',
      headers: { 'Content-Type': 'application/x-www-form-urlencoded' },
      body: body.toString(),
    });
    expect(saved.status).toBe(302);
    const page = await bob.ask('/doku.php?id=notes&do=revisions');
    expect(readText(page.text)).toMatch(/created bob/);
  });

  it('who is in none of its groups sees nothing, and forged headers change nothing', async () => {
    const { appToken } = await signInTo(authority, app.id, 'cleo');
    const cleo = new AppVisitor(authority, app.origin);
    cleo.cookies.set(app.cookieName, appToken);
    const tries: Record<string, string>[] = [
      {},
      { 'Remote-User': 'ann', 'Remote-Groups': 'Wiki' },
      { Remote_User: 'ann', REMOTE_GROUPS: 'Wiki' },
    ];
    for (const headers of tries) {
      const page = await cleo.ask('/doku.php?id=start', { headers });
      expect(readText(page.text)).not.toContain('The house');
      expect(readText(page.text)).toContain('Permission Denied');
    }
  });

  it('an end is effective at the next click, whatever session DokuWiki keeps', async () => {
    const bob = new AppVisitor(authority, app.origin);
    await bob.enter('/doku.php?id=start', 'bob');
    expect(bob.cookies.has('DokuWiki')).toBe(true);
    await control.sessions.end({ all: true });
    const after = await bob.ask('/doku.php?id=start');
    expect(after.status).toBe(302);
    expect(String(after.headers['location'])).toContain(`${authority.origin}/sign-in`);
  });
});
