import { Button } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { consoleTabsMax } from '../../shared/contract/console-socket.ts';
import type { ConsoleDoor } from '../../shared/contract/shell.ts';
import { useAuthorityStore } from '../authority/authority-store.ts';
import { ConsoleCommand, TunnelCommand } from '../pieces/console-commands.tsx';
import classes from './down-screen.module.css';
import type { Words } from './words.ts';

/** Why the console in a browser is not connected; undefined in the window, and where it connects by itself. */
export function useDoorWords(): Words | undefined {
  const { t } = useTranslation();
  const door = useAuthorityStore(({ shell }) => shell?.door);
  if (door === undefined) return undefined;
  return {
    mark: t(`door.${door.kind}.mark`),
    tone: door.kind === 'switched_off' ? 'quiet' : 'warn',
    sentence: <Sentence door={door} />,
    fix: <Fix door={door} />,
    // Where it has moved to there is a way that leads on.
    act:
      door.kind === 'moved'
        ? undefined
        : {
            label: t('down.retry'),
            inBanner: t('down.retry'),
            run: () => window.rollcallShell.connectAgain?.(),
            state: door,
          },
  };
}

function Sentence({ door }: { readonly door: ConsoleDoor }) {
  const { t } = useTranslation();
  switch (door.kind) {
    case 'away':
      return t('down.reconnecting');
    case 'too_many':
      return t('door.too_many.sentence', { max: consoleTabsMax });
    case 'moved':
      return t('door.moved.sentence', { port: String(door.port) });
    case 'switched_off':
      return t('door.switched_off.sentence');
  }
}

function Fix({ door }: { readonly door: ConsoleDoor }) {
  const { t } = useTranslation();
  switch (door.kind) {
    case 'away':
      return (
        <div className={classes.fix}>
          <span>{t('door.away.fix')}</span>
          <ConsoleCommand name="show" />
        </div>
      );
    case 'too_many':
      return t('door.too_many.fix');
    case 'moved':
      return (
        <div className={classes.fix}>
          <span>{t('door.moved.fix')}</span>
          <Button component="a" href={door.address} dir="ltr" my="xs">
            {new URL(door.address).origin}
          </Button>
          <span>{t('door.tunnel')}</span>
          <TunnelCommand port={door.port} />
        </div>
      );
    case 'switched_off':
      return (
        <div className={classes.fix}>
          <span>{t('door.again')}</span>
          <ConsoleCommand name="on" />
        </div>
      );
  }
}
