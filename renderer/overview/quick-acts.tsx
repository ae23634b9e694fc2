import { Button, VisuallyHidden } from '@mantine/core';
import { IconDatabase, IconLogout, IconQrcode, IconUserPlus } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useMirror } from '../authority/use-mirror.ts';
import { AddUserDialog } from '../pieces/add-user-dialog.tsx';
import { EndDialog } from '../pieces/end-dialog.tsx';
import { FailureNotice } from '../pieces/failure-notice.tsx';
import { linkTo } from '../pieces/link-to.ts';
import { useEndSessions } from '../pieces/use-end-sessions.ts';
import { usePause } from '../pieces/use-pause.ts';
import classes from './overview-screen.module.css';
import { PauseButton } from './pause-button.tsx';

/** What an admin wants at once, wherever else it can be done. */
export function QuickActs({ onShare }: { readonly onShare: () => void }) {
  const { t } = useTranslation();
  const live = useMirror((mirror) => mirror.sessions.size);
  const [adding, setAdding] = useState(false);
  const [ending, setEnding] = useState(false);
  const pausing = usePause();
  const { endSessions, failure, announcement } = useEndSessions();
  return (
    <>
      <section className={classes.acts} aria-label={t('quick.label')}>
        <Button leftSection={<IconUserPlus size={16} aria-hidden />} onClick={() => setAdding(true)}>
          {t('quick.addUser')}
        </Button>
        <Button variant="default" leftSection={<IconQrcode size={16} aria-hidden />} onClick={onShare}>
          {t('quick.share')}
        </Button>
        <PauseButton working={pausing.working} onPause={pausing.pause} onResume={pausing.resume} />
        <Button
          component="a"
          href={linkTo('backup')}
          variant="default"
          leftSection={<IconDatabase size={16} aria-hidden />}
        >
          {t('quick.backup')}
        </Button>
        <Button
          variant="default"
          leftSection={<IconLogout size={16} aria-hidden />}
          disabled={live === 0}
          title={live === 0 ? t('sessions.emptyTitle') : undefined}
          onClick={() => setEnding(true)}
        >
          {t('quick.everyone')}
        </Button>
      </section>
      <FailureNotice failure={pausing.failure ?? failure} />
      <VisuallyHidden component="output">{announcement}</VisuallyHidden>
      <AddUserDialog opened={adding} onClose={() => setAdding(false)} />
      <EndDialog
        wish={ending ? { kind: 'everyone', count: live } : undefined}
        onConfirm={(wish) => {
          setEnding(false);
          endSessions(wish);
        }}
        onClose={() => setEnding(false)}
      />
    </>
  );
}
