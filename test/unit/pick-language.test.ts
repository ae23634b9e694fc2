import { expect, it } from 'vitest';
import { pickAppText } from '../../electron/authority/endpoints/forward-auth/app-text.ts';
import { framePage } from '../../electron/authority/endpoints/forward-auth/page-frame.ts';
import { pickLanguage } from '../../electron/authority/endpoints/pick-language.ts';

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

it('a page on the host of an app says its language and which way it runs', () => {
  expect(pickAppText('xx, en;q=0.3')).toMatchObject({ lang: 'en', dir: 'ltr' });
  expect(framePage({ lang: 'ar', dir: 'rtl' }, 'T', '<p>B</p>')).toContain('<html lang="ar" dir="rtl">');
});
