import { expect, it } from 'vitest';
import { pickAppText } from '../../electron/authority/endpoints/forward-auth/app-text.ts';
import { framePage } from '../../electron/authority/endpoints/forward-auth/page-frame.ts';
import { pickLanguage } from '../../electron/authority/endpoints/pick-language.ts';
import { languageTags } from '../../shared/languages.ts';

it.each([
  [undefined, 'en'],
  ['ar', 'ar'],
  ['AR-eg, en;q=0.9', 'ar'],
  ['en;q=0.5, de;q=0.8', 'de'],
  ['fr, de;q=0', 'en'],
  ['fr, ar;q=0.1', 'ar'],
  ['constructor', 'en'],
])('of English, Arabic and German, %s gets %s', (header, language) => {
  expect(pickLanguage(header, ['en', 'ar', 'de'])).toBe(language);
});

it.each([
  ['pt-PT, en;q=0.5', 'pt-BR'],
  ['pt-br', 'pt-BR'],
  ['zh-TW, zh;q=0.9', 'zh-CN'],
  ['zh-Hans-SG', 'zh-CN'],
  ['hi-IN', 'hi'],
  ['sw, ar-EG;q=0.3', 'ar'],
])('of the languages there are, %s gets %s', (header, language) => {
  expect(pickLanguage(header, languageTags)).toBe(language);
});

it('a page on the host of an app says its language and which way it runs', () => {
  expect(pickAppText('xx, en;q=0.3')).toMatchObject({ lang: 'en', dir: 'ltr' });
  expect(pickAppText('ar-EG')).toMatchObject({ lang: 'ar', dir: 'rtl' });
  expect(pickAppText('ar-EG').text.signedOut.title).toBe('تم تسجيل الخروج');
  expect(framePage({ lang: 'ar', dir: 'rtl' }, 'T', '<p>B</p>')).toContain('<html lang="ar" dir="rtl">');
});
