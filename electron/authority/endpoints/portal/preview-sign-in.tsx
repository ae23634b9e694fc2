import { renderToStaticMarkup } from 'react-dom/server';
import type { PortalSettings } from '../../../../shared/model/settings.ts';
import { pickText } from './portal-text.ts';
import { SignInPage } from './sign-in-page.tsx';

/** The sign-in page under other settings, to be looked at: without script, and its form leads nowhere. */
export function previewSignIn({ title, note, accent }: PortalSettings, now: number): string {
  const frame = { ...pickText(undefined), brand: title, note, accent, now, still: true };
  return `<!doctype html>${renderToStaticMarkup(
    <SignInPage frame={frame} formToken="" transit={{}} transaction="" />,
  )}`;
}
