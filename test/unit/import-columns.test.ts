import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { findColumns } from '../../electron/authority/operations/user-import/find-columns.ts';
import { languageTags } from '../../shared/languages.ts';

interface Words {
  readonly editUser: { readonly name: string; readonly displayName: string; readonly email: string };
  readonly users: { readonly groups: string; readonly limit: string };
}

describe('the columns of a file of users', () => {
  it.each([...languageTags])('are understood as the console calls them in %s', (tag) => {
    const file = new URL(`../../renderer/text/${tag.toLowerCase()}.json`, import.meta.url);
    const { editUser, users } = JSON.parse(readFileSync(file, 'utf8')) as Words;
    const headers = [editUser.name, editUser.displayName, editUser.email, users.groups, users.limit];
    expect(findColumns(headers)).toEqual({
      places: new Map([
        ['name', 0],
        ['display_name', 1],
        ['email', 2],
        ['groups', 3],
        ['limit', 4],
      ]),
      ignored: [],
      repeated: [],
    });
  });

  it.each([
    'Vollständiger Name',
    'Vor- und Nachname',
    'VOLLSTANDIGER NAME',
    'Nombre y apellidos',
    'Full_Name',
  ])('has the full name under %s', (header) => {
    expect(findColumns(['Login', header]).places.get('display_name')).toBe(1);
  });
});
