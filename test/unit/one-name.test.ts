import { readFileSync } from 'node:fs';
import path from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { makeMenuTemplate } from '../../electron/main/menu/menu-template.ts';
import type { MenuVerbs } from '../../electron/main/menu/menu-verbs.ts';
import { speak } from '../../electron/main/text/main-text.ts';
import { consoleActs, consoleScreens, windowActs } from '../../shared/contract/console-command.ts';
import { languageTags, type Language } from '../../shared/languages.ts';
import { readyState as state, type MenuItem as Item } from '../support/menu-state.ts';
import { rootDir } from '../support/root-dir.ts';

type Texts = { readonly [key: string]: Texts | string };

const verbs = new Proxy({}, { get: () => () => undefined }) as MenuVerbs;
/** An entry that leads to a question ends in an ellipsis; that is no part of its name. */
const bare = (name: string): string => name.replace(/\s*…$/, '');

function readTexts(language: Language): (key: string) => string {
  const file = path.join(rootDir, `renderer/text/${language.toLowerCase()}.json`);
  const texts = JSON.parse(readFileSync(file, 'utf8')) as Texts;
  return (key) => {
    let at: Texts | string | undefined = texts;
    for (const name of key.split('.')) at = typeof at === 'object' ? at[name] : undefined;
    return typeof at === 'string' ? at : '';
  };
}

/** What the command box has, by its name. */
function listBoxNames(text: (key: string) => string): string[] {
  const screens = consoleScreens.map((name) => text(name === 'first-run' ? 'overview.again' : `nav.${name}`));
  const acts = consoleActs.map((name) => text(`box.acts.${name}`));
  const inWindow = windowActs.map((name) => text(`box.window.${name}`));
  return [...screens, ...acts, ...inWindow, text('box.title'), text('shortcuts.title')].map(bare);
}

/** What the menus do; not what belongs to the field that has the keyboard. */
function listMenuNames(): string[] {
  const menus = [state, { ...state, signInsPaused: true, authorityRuns: false }].flatMap((one) =>
    makeMenuTemplate(one, verbs),
  );
  const items = menus.flatMap(({ submenu }, n) => (n % 6 === 1 ? [] : (submenu as Item[])));
  const isPause = ({ submenu }: Item): boolean => submenu !== undefined;
  return items
    .filter((item) => item.type !== 'separator' && !isPause(item))
    .map(({ label = '' }) => bare(label));
}

describe('one act has one name', () => {
  afterEach(() => speak(['en']));

  it.each(languageTags)('in the menus and in the command box (%s)', (language) => {
    speak([language]);
    const box = listBoxNames(readTexts(language));
    const menu = listMenuNames();
    expect(menu.length).toBeGreaterThan(40);
    expect(menu.filter((name) => !box.includes(name))).toEqual([]);
  });

  it.each(languageTags)('on the screens, too (%s)', (language) => {
    const text = readTexts(language);
    for (const [act, ...places] of [
      ['importUsers', 'importUsers.open', 'importUsers.title'],
      ['backUp', 'quick.backup', 'createBackup.title'],
      ['addUser', 'quick.addUser', 'addUser.title'],
      ['shareAddress', 'quick.share'],
      ['endEveryone', 'quick.everyone', 'sessions.endEveryone'],
      ['resumeSignIns', 'pause.resume'],
    ] as const) {
      const names = places.map((place) => [place, bare(text(place))]);
      expect(names).toEqual(places.map((place) => [place, bare(text(`box.acts.${act}`))]));
    }
    expect(text('box.open')).toBe(text('box.title'));
    for (const id of ['closeWindow', 'reload', 'quit'] as const)
      expect(bare(text(`shortcuts.items.${id}`))).toBe(bare(text(`box.window.${id}`)));
    expect(text('general.againAct')).toBe(text('overview.again'));
  });
});
