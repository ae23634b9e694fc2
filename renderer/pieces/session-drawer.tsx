import { Button, Drawer, Group, Stack, Text } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { SessionView } from '../../shared/model/session.ts';
import { useMirror } from '../authority/use-mirror.ts';
import { Mark } from '../ui/mark.tsx';
import { BlockedSinceEnd } from './blocked-since-end.tsx';
import { CountsBecause } from './counts-because.tsx';
import { linkTo } from './link-to.ts';
import { Moment } from './moment.tsx';
import { SessionPast } from './session-past.tsx';
import { SessionFacts } from './session-facts.tsx';
import { useDeviceWords } from './use-device-words.ts';

interface Properties {
  /** Undefined closes the drawer. */
  readonly session: SessionView | undefined;
  /** Its end is under way. */
  readonly working?: boolean;
  /** From the page of a user there is nothing to go to. */
  readonly withUserLink?: boolean;
  /** Left out where only ended ones are shown. */
  readonly onEnd?: (session: SessionView) => void;
  readonly onBlock?: (session: SessionView) => void;
  readonly onRename?: (session: SessionView) => void;
  /** A dialog is open over it: Escape is meant for that. */
  readonly covered?: boolean;
  readonly onClose: () => void;
}

/** Everything about one session, live or ended; follows what becomes of it. */
export function SessionDrawer({
  session,
  working = false,
  withUserLink = true,
  onEnd,
  onBlock,
  onRename,
  covered = false,
  onClose,
}: Properties) {
  const { t } = useTranslation();
  const toDevice = useDeviceWords();
  // Keeps the last one while the drawer closes, so that its words do not vanish first.
  const [last, setLast] = useState(session);
  if (session !== undefined && session !== last) setLast(session);
  const shown = useSessionNow(session ?? last);
  return (
    <Drawer
      opened={session !== undefined}
      onClose={onClose}
      closeOnEscape={!covered}
      position="right"
      size="30rem"
      title={shown && t('session.title', { user: shown.userName, device: toDevice(shown.device) })}
      closeButtonProps={{ 'aria-label': t('ui.close') }}
    >
      {shown !== undefined && (
        <Stack gap="lg">
          <State session={shown} />
          <Group gap="sm">
            {shown.ended === undefined &&
              onEnd !== undefined &&
              (working ? (
                <Mark tone="working">{t('sessions.ending')}</Mark>
              ) : (
                <Button color="red.9" onClick={() => onEnd(shown)}>
                  {t('session.end')}
                </Button>
              ))}
            {shown.ended === undefined && onBlock !== undefined && !working && (
              <Button variant="default" onClick={() => onBlock(shown)}>
                {t('session.block')}
              </Button>
            )}
            {shown.ended === undefined && onRename !== undefined && (
              <Button variant="default" onClick={() => onRename(shown)}>
                {t('session.rename')}
              </Button>
            )}
            {withUserLink && (
              <Button component="a" href={linkTo('users', shown.userId)} variant="default">
                {t('session.openUser', { user: shown.userName })}
              </Button>
            )}
          </Group>
          <CountsBecause session={shown} />
          <SessionFacts session={shown} />
          <SessionPast session={shown} />
        </Stack>
      )}
    </Drawer>
  );
}

function State({ session }: { readonly session: SessionView }) {
  const { t } = useTranslation();
  const toDevice = useDeviceWords();
  const { ended } = session;
  if (ended === undefined) return <Mark tone="ok">{t('session.live')}</Mark>;
  return (
    <div>
      <Mark tone="quiet">
        {t('session.ended')} <Moment iso={ended.at} />
      </Mark>
      <Text mt="xs">
        {t(`reasons.${ended.reason}`)}
        {ended.by !== undefined && `, ${t('sessions.by', { by: toDevice(ended.by) })}`}
      </Text>
      {ended.reason === 'ended_by_admin' && <BlockedSinceEnd session={session} />}
    </div>
  );
}

/** The session as it is true now: it may be used, or end, while it is looked at. */
function useSessionNow(session: SessionView | undefined): SessionView | undefined {
  const live = useMirror((mirror) => (session === undefined ? undefined : mirror.sessions.get(session.id)));
  const endedLately = useMirror((mirror) => mirror.endedLately);
  if (session === undefined) return undefined;
  return live ?? endedLately.find(({ id }) => id === session.id) ?? session;
}
