import { afterEach, describe, expect, it } from 'vitest';
import { makeMenuTemplate } from '../../electron/main/menu/menu-template.ts';
import type { MenuState, MenuVerbs } from '../../electron/main/menu/menu-verbs.ts';
import { sayHowManyNeedYou } from '../../electron/main/text/count-words.ts';
import { speak } from '../../electron/main/text/main-text.ts';
import { decideTrayStatus } from '../../electron/main/tray/decide-tray-status.ts';
import { consoleActs } from '../../shared/contract/console-command.ts';
import { shortcuts, type Shortcut } from '../../shared/contract/shortcuts.ts';
import { readyState as ready, type MenuItem as Item } from '../support/menu-state.ts';

const done: unknown[] = [];
const note =
  (what: string) =>
  (...input: unknown[]) =>
    void done.push(input.length > 0 ? input[0] : what);
const verbs: MenuVerbs = {
  openConsole: note('openConsole'),
  command: note('command'),
  openPortal: note('openPortal'),
  undo: note('undo'),
  print: note('print'),
  reload: note('reload'),
  about: note('about'),
  closeWindow: note('closeWindow'),
  stopAuthority: note('stopAuthority'),
  startAuthority: note('startAuthority'),
  quit: note('quit'),
};

const flatten = (items: readonly Item[]): Item[] =>
  items.flatMap((item) => [item, ...flatten((item.submenu ?? []) as Item[])]);
const listItems = (change: Partial<MenuState> = {}): Item[] =>
  flatten(makeMenuTemplate({ ...ready, ...change }, verbs));
const labels = (items: readonly Item[]) => items.map(({ label }) => label);
/** What an item does when it is chosen. */
function choose(item: Item): unknown {
  done.length = 0;
  (item.click as (() => void) | undefined)?.();
  return done[0];
}

afterEach(() => speak(['en']));

describe('the menus', () => {
  it('have a name each, in their order', () => {
    expect(labels(makeMenuTemplate(ready, verbs))).toEqual([
      'File',
      'Edit',
      'View',
      'Go',
      'Authority',
      'Help',
    ]);
    expect(labels(makeMenuTemplate({ ...ready, mac: true }, verbs))).toEqual([
      'Rollcall',
      'File',
      'Edit',
      'View',
      'Go',
      'Authority',
      'Help',
    ]);
  });

  it.each([true, false])('do by their keys what the table of keys says (macOS: %s)', (mac) => {
    const table: readonly Shortcut[] = shortcuts;
    const inMenus = table.filter(
      ({ command, group, id }) => command !== undefined || group === 'window' || id === 'undo',
    );
    const byKey = new Map(
      listItems({ mac }).flatMap((item) => (item.accelerator ? [[item.accelerator, item]] : [])),
    );
    const does = inMenus.map(({ keys: [key] }) => choose(byKey.get(key) ?? {}));
    expect(does).toEqual(inMenus.map(({ id, command }) => command ?? id));
    expect(byKey.size).toBe(inMenus.length);
  });

  it('start every act of the console that needs no choice before', () => {
    const acts = [false, true].flatMap((signInsPaused) =>
      listItems({ signInsPaused }).flatMap((item) => {
        const does = choose(item);
        return typeof does === 'object' && does !== null && 'act' in does ? [does.act] : [];
      }),
    );
    expect(consoleActs.filter((act) => !acts.includes(act))).toEqual([]);
  });

  it('close the window, stop the authority and quit by three entries', () => {
    const does = ['Close window', 'Stop the authority…', 'Quit…'].map((label) =>
      choose(listItems().find((item) => item.label === label) ?? {}),
    );
    expect(does).toEqual(['closeWindow', 'stopAuthority', 'quit']);
    expect(
      choose(listItems({ authorityRuns: false }).find((item) => item.label === 'Start the authority')!),
    ).toBe('startAuthority');
  });

  it('leave a service to the system', () => {
    const stop = listItems({ authorityIsService: true }).find(({ label }) => label === 'Stop the authority…');
    expect(stop?.enabled).toBe(false);
  });

  it('offer nothing that only a running authority can do while it does not run', () => {
    const off = listItems({ authorityRuns: false, authorityReady: false }).filter(
      ({ enabled }) => enabled === false,
    );
    expect(labels(off)).toContain('Add a user…');
    expect(labels(off)).toContain('Pause new sign-ins');
    expect(labels(off)).not.toContain('Start the authority');
    expect(listItems().filter(({ enabled }) => enabled === false)).toEqual([]);
  });

  it('offer nothing that the console does while it does not listen, but closing, stopping and quitting', () => {
    const off = listItems({ consoleListens: false }).filter(({ enabled }) => enabled === false);
    expect(labels(off)).toEqual(expect.arrayContaining(['Users', 'Add a user…', 'Find or do something…']));
    for (const label of ['Close window', 'Stop the authority…', 'Quit…', 'Open the sign-in page'])
      expect(labels(off)).not.toContain(label);
  });

  it('leave the keys of the console to the console, which knows whether a dialog is open', () => {
    const isOfConsole = (key: unknown) =>
      shortcuts.some(
        ({ keys: [first], command, id }: Shortcut) =>
          first === key && (command !== undefined || id === 'undo'),
      );
    for (const { accelerator, registerAccelerator } of listItems().filter((item) => item.accelerator))
      expect(registerAccelerator ?? true).toBe(!isOfConsole(accelerator));
  });

  it('offer to resume while signing in is paused', () => {
    expect(labels(listItems({ signInsPaused: true }))).toContain('Resume sign-ins');
    expect(labels(listItems({ signInsPaused: true }))).not.toContain('Pause new sign-ins');
  });

  it('have another word for everything in another language, and the same keys', () => {
    const english = listItems();
    speak(['ar']);
    const arabic = listItems();
    expect(arabic.map(({ accelerator }) => accelerator)).toEqual(
      english.map(({ accelerator }) => accelerator),
    );
    expect(arabic.filter(({ label }, n) => label !== undefined && label === english[n]?.label)).toEqual([]);
  });
});

describe('the status among the glyphs of the system', () => {
  it.each([
    ['ready', 0, 'works'],
    ['ready', 1, 'needs-you'],
    ['starting', 0, 'starting'],
    ['restarting', 0, 'starting'],
    ['failed', 0, 'stopped'],
    ['stopped', 0, 'stopped'],
  ] as const)('of an authority that is %s with %i alarms: %s', (phase, alarms, status) => {
    expect(decideTrayStatus({ phase }, alarms)).toBe(status);
  });

  it('of a service of another version, which runs: something needs the admin', () => {
    expect(decideTrayStatus({ phase: 'failed', code: 'service_other_version' }, 0)).toBe('needs-you');
  });

  it('counts in the forms of the language', () => {
    expect([1, 2].map(sayHowManyNeedYou)).toEqual(['1 thing needs you', '2 things need you']);
    speak(['ar']);
    expect(sayHowManyNeedYou(2)).toBe('أمران يحتاجان إليك');
    expect(sayHowManyNeedYou(3)).toBe('3 أمور تحتاج إليك');
  });
});
