import { Button } from '@mantine/core';
import { IconDeviceLaptop } from '@tabler/icons-react';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { useMirror } from '../authority/use-mirror.ts';
import { Moment } from '../pieces/moment.tsx';
import { useDeviceWords } from '../pieces/use-device-words.ts';
import { Empty } from '../ui/empty.tsx';
import { Panel } from '../ui/panel.tsx';
import classes from './overview-screen.module.css';

const shownMax = 8;

/** Those used last; the whole list is the screen of sessions. */
export function WhoIsInPanel() {
  const { t } = useTranslation();
  const toDevice = useDeviceWords();
  const sessions = useMirror((mirror) => mirror.sessions);
  const { latest, people } = useMemo(() => {
    const all = [...sessions.values()];
    return {
      latest: all.toSorted((a, b) => Date.parse(b.lastUsedAt) - Date.parse(a.lastUsedAt)).slice(0, shownMax),
      people: new Set(all.map(({ userId }) => userId)).size,
    };
  }, [sessions]);
  if (latest.length === 0) {
    return (
      <Panel title={t('overview.whoIsIn')}>
        <Empty icon={IconDeviceLaptop} title={t('overview.nobodyTitle')}>
          {t('overview.nobodyBody')}
        </Empty>
      </Panel>
    );
  }
  return (
    <Panel
      title={t('overview.whoIsIn')}
      description={t('overview.counts', {
        people: t('overview.people', { count: people }),
        devices: t('overview.devices', { count: sessions.size }),
      })}
      actions={
        <Button component="a" href="#/sessions" size="compact-sm" variant="default">
          {t('overview.allSessions')}
        </Button>
      }
      flush
    >
      <ul className={classes.people}>
        {latest.map((session) => (
          <li key={session.id} className={classes.person}>
            <span className={classes.name}>{session.userName}</span>
            <span className={classes.second}>{toDevice(session.device)}</span>
            <span className={classes.time}>
              <Moment iso={session.lastUsedAt} />
            </span>
          </li>
        ))}
      </ul>
    </Panel>
  );
}
