import { Badge, Button, Group, Text } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useAuthorityStore } from '../authority/authority-store.ts';
import { useMirror } from '../authority/use-mirror.ts';
import { Moment } from '../pieces/moment.tsx';
import { useDeviceWords } from '../pieces/use-device-words.ts';
import { ConsoleEndDialog, type ConsoleEndWish } from './console-end-dialog.tsx';
import classes from './console-sessions.module.css';
import sections from './settings-screen.module.css';

/** Who is signed in to the console in a browser, and the way to end that. They are in no other list. */
export function ConsoleSessions() {
  const { t } = useTranslation();
  const toDevice = useDeviceWords();
  const sessions = useMirror((mirror) => mirror.consoleSessions);
  const { browser, port } = useMirror((mirror) => mirror.settings.console);
  const here = useAuthorityStore(({ shell }) => shell?.consoleSessionId);
  const [wish, setWish] = useState<ConsoleEndWish>();
  return (
    <div className={sections.part} data-place="console sessions">
      <Group justify="space-between" align="start" gap="md" wrap="nowrap">
        <div>
          <Text fw={500} id="console-sessions">
            {t('consoleSessions.title')}
          </Text>
          <Text size="sm" c="dimmed">
            {browser
              ? t('consoleSessions.open', { address: `http://127.0.0.1:${String(port)}` })
              : t('consoleSessions.off')}
          </Text>
        </div>
        {sessions.length > 1 && (
          <Button variant="default" flex="none" onClick={() => setWish({ sessions, all: true })}>
            {t('consoleSessions.endAll')}
          </Button>
        )}
      </Group>
      {sessions.length === 0 ? (
        <Text size="sm">{t('consoleSessions.none')}</Text>
      ) : (
        <ul className={classes.list} aria-labelledby="console-sessions">
          {sessions.map((session) => (
            <li key={session.id} className={classes.row}>
              <div>
                <Group gap="xs">
                  <Text fw={500}>{session.userName}</Text>
                  {session.id === here && (
                    <Badge variant="light" tt="none">
                      {t('consoleSessions.here')}
                    </Badge>
                  )}
                </Group>
                <Text size="sm">{toDevice(session.device)}</Text>
                <Text size="sm" c="dimmed" className={classes.times}>
                  <span>
                    {t('consoleSessions.since')} <Moment iso={session.signedInAt} />
                  </span>
                  <span>
                    {t('consoleSessions.lastUse')} <Moment iso={session.lastUsedAt} />
                  </span>
                </Text>
              </div>
              <Button
                size="compact-sm"
                variant="default"
                aria-label={t('consoleSessions.endOne', {
                  user: session.userName,
                  device: toDevice(session.device),
                })}
                onClick={() => setWish({ sessions: [session] })}
              >
                {t('consoleSessions.end')}
              </Button>
            </li>
          ))}
        </ul>
      )}
      <ConsoleEndDialog wish={wish} here={here} onClose={() => setWish(undefined)} />
    </div>
  );
}
