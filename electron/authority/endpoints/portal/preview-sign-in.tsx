import { renderToStaticMarkup } from 'react-dom/server';
import type { PortalSettings } from '../../../../shared/model/settings.ts';
import { pickText } from './portal-text.ts';
import { SignInPage } from './sign-in-page.tsx';

const whenDark = /@media \(prefers-color-scheme: ?dark\)/g;

/**
 * The sign-in page under other settings, to be looked at in both themes whatever that of the looker: without script, and
 * its form leads nowhere.
 */
export function previewSignIn(
  { title, note, accent }: PortalSettings,
  now: number,
): { light: string; dark: string } {
  const frame = { ...pickText(undefined), brand: title, note, accent, now, still: true };
  const page = renderToStaticMarkup(<SignInPage frame={frame} formToken="" transit={{}} transaction="" />);
  const inTheme = (theme: 'light' | 'dark'): string =>
    `<!doctype html>${page
      .replace('content="light dark"', `content="${theme}"`)
      .replace('color-scheme: light dark', `color-scheme: ${theme}`)
      .replace(whenDark, theme === 'dark' ? '@media all' : '@media not all')}`;
  return { light: inTheme('light'), dark: inTheme('dark') };
}
