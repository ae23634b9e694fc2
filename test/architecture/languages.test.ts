import { describe, expect, it } from 'vitest';
import { languageTags } from '../../shared/languages.ts';
import { checkKeys, checkPlaceholders, checkTranslated, readTexts, textFolders } from './language-files.ts';
import { findLooseSentences } from './loose-sentences.ts';
import { findLooseTexts } from './loose-texts.ts';
import { readSources } from './read-sources.ts';
import { fixtureDir, repositoryDir, SOURCE_FOLDERS } from './roots.ts';

const others = languageTags.filter((language) => language !== 'en');
const eachFile = textFolders.flatMap((folder) => others.map((language) => [folder, language] as const));

// A list of what is missing is a list of what to translate: the key and its English.
describe.each(eachFile)('the texts in %s/%s.json', (folder, language) => {
  const english = readTexts(repositoryDir, folder, 'en');
  const texts = readTexts(repositoryDir, folder, language);

  it('have every key and plural form that this language needs, and no other', () => {
    expect(english.size).toBeGreaterThan(30);
    expect(checkKeys(english, texts, language)).toEqual([]);
  });

  it('name what the English ones name', () => {
    expect(checkPlaceholders(english, texts, language)).toEqual([]);
  });

  it('are not left in English', () => {
    expect(checkTranslated(english, texts, language)).toEqual([]);
  });
});

describe('a file of texts with faults', () => {
  const english = readTexts(fixtureDir('languages'), 'renderer/text', 'en');
  const arabic = readTexts(fixtureDir('languages'), 'renderer/text', 'ar');
  const german = readTexts(fixtureDir('languages'), 'renderer/text', 'de');

  it('is told of missing and superfluous keys, and of missing plural forms', () => {
    expect(checkKeys(english, german, 'de')).toEqual([
      'missing end.title: Sign out?',
      'superfluous end.gone',
    ]);
    expect(checkKeys(english, arabic, 'ar')).toEqual(['missing end.devices_two: {{count}} devices']);
  });

  it('is told of placeholders', () => {
    expect(checkPlaceholders(english, german, 'de')).toEqual(['end.who: {{nam}} instead of {{name}}']);
    expect(checkPlaceholders(english, arabic, 'ar')).toEqual(['end.devices_few:  instead of {{count}}']);
  });

  it('is told of what was left in English', () => {
    expect(checkTranslated(english, german, 'de')).toEqual([
      'end.act: Sign out now',
      'end.body: Was danach on this device geschieht',
    ]);
    expect(checkTranslated(english, arabic, 'ar')).toEqual(['end.act: Sign out now']);
  });
});

describe('what people read', () => {
  it('stands in the files of texts', () => {
    expect(findLooseTexts(readSources(repositoryDir, SOURCE_FOLDERS))).toEqual([]);
  });

  it('is found where it stands in the code', () => {
    expect(findLooseTexts(readSources(fixtureDir('loose-texts'), SOURCE_FOLDERS))).toEqual([
      'renderer/loose.tsx: Users',
      'renderer/loose.tsx: Search for users',
      'renderer/loose.tsx: Nobody yet',
      'renderer/loose.tsx: many',
      'renderer/loose.tsx: few',
      'renderer/loose.tsx: Close ',
    ]);
  });
});

describe('what the authority has to say to people', () => {
  it('stands in the files of texts', () => {
    expect(findLooseSentences(readSources(repositoryDir, SOURCE_FOLDERS))).toEqual([]);
  });

  it('is found where it stands in the code', () => {
    const say = 'electron/authority/operations/say.ts';
    expect(findLooseSentences(readSources(fixtureDir('loose-sentences'), SOURCE_FOLDERS))).toEqual([
      `${say}: Free some space. Then run: rollcall resume`,
      `${say}: … Only … are left for …. … …`,
      `${say}: Nobody is let in meanwhile.`,
    ]);
  });
});
