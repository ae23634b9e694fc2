import { Text } from '@mantine/core';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { deriveAccent } from '../../shared/model/accent.ts';
import type { PortalSettings } from '../../shared/model/settings.ts';
import { portalSettingsSchema } from '../../shared/model/settings.ts';
import { sendCommand } from '../authority/use-command.ts';
import { Notice } from '../ui/notice.tsx';
import classes from './settings-screen.module.css';

/** So long nobody types the next letter. */
const typingMs = 250;

/** The sign-in page itself, drawn by the authority with what is entered here and not saved yet. */
export function PortalPreview(portal: PortalSettings) {
  const { t } = useTranslation();
  const { title, note, accent } = portal;
  const isGood = portalSettingsSchema.safeParse({ title, note, accent }).success;
  const [pages, setPages] = useState<{ readonly light: string; readonly dark: string }>();
  useEffect(() => {
    if (!isGood) return undefined;
    let dropped = false;
    const timer = setTimeout(() => {
      void sendCommand((client) => client.settings.previewPortal({ title, note, accent })).then((result) => {
        if (!dropped && result.ok) setPages(result.answer);
      });
    }, typingMs);
    return () => {
      dropped = true;
      clearTimeout(timer);
    };
  }, [isGood, title, note, accent]);
  return (
    <div className={classes.part}>
      <Text fw={500}>{t('portalPreview.title')}</Text>
      <AccentNotice accent={isGood ? accent : ''} />
      {pages !== undefined && (
        <div className={classes.previews}>
          {(['light', 'dark'] as const).map((scheme) => (
            <figure key={scheme} className={classes.preview}>
              <figcaption>{t(`portalPreview.${scheme}`)}</figcaption>
              <iframe
                // A picture: nothing in it runs, and nothing in it can be reached.
                sandbox=""
                inert
                tabIndex={-1}
                title={t('portalPreview.frame', { scheme: t(`portalPreview.${scheme}`) })}
                srcDoc={pages[scheme]}
              />
            </figure>
          ))}
        </div>
      )}
    </div>
  );
}

/** What becomes of a colour that could not be read as it is. */
function AccentNotice({ accent }: { readonly accent: string }) {
  const { t } = useTranslation();
  if (accent === '') return null;
  const { light, dark } = deriveAccent(accent);
  if (light.accent === accent && dark.accent === accent) {
    return <Notice tone="ok">{t('portalPreview.asItIs')}</Notice>;
  }
  return (
    <Notice tone="info">
      {t(
        light.accent === accent
          ? 'portalPreview.lighter'
          : dark.accent === accent
            ? 'portalPreview.darker'
            : 'portalPreview.both',
        {
          light: light.accent,
          dark: dark.accent,
        },
      )}
    </Notice>
  );
}
