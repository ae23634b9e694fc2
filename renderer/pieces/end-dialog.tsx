import { Stack, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { SessionView } from '../../shared/model/session.ts';
import { AffectedSessions } from './affected-sessions.tsx';
import { useDeviceWords } from './use-device-words.ts';
import { ConfirmDialog } from '../ui/confirm-dialog.tsx';

/** What the admin wants to end, before it is confirmed. */
export type EndWish =
  | {
      readonly kind: 'some';
      readonly sessions: readonly SessionView[];
      /** Their browsers and apps are not let in again either. */
      readonly block?: boolean;
    }
  | { readonly kind: 'everyone'; readonly count: number };

interface Properties {
  readonly wish: EndWish | undefined;
  readonly onConfirm: (wish: EndWish) => void;
  readonly onClose: () => void;
}

export function EndDialog({ wish, onConfirm, onClose }: Properties) {
  const { t } = useTranslation();
  const toDevice = useDeviceWords();
  const shown = wish ?? { kind: 'some', sessions: [] };
  const confirm = (): void => {
    if (wish !== undefined) onConfirm(wish);
  };
  if (shown.kind === 'everyone') {
    return (
      <ConfirmDialog
        opened={wish !== undefined}
        title={t('end.titleEveryone', { count: shown.count })}
        act={t('end.actEveryone')}
        typed={{ label: t('end.type', { word: t('end.word') }), word: t('end.word') }}
        onConfirm={confirm}
        onClose={onClose}
      >
        <Text>{t('end.bodyEveryone')}</Text>
      </ConfirmDialog>
    );
  }
  const [first] = shown.sessions;
  const count = shown.sessions.length;
  const words = shown.block === true ? 'block' : 'end';
  const one = { user: first?.userName ?? '', device: toDevice(first?.device ?? '') };
  return (
    <ConfirmDialog
      opened={wish !== undefined}
      title={count === 1 ? t(`${words}.titleOne`, one) : t(`${words}.title`, { count })}
      act={count === 1 ? t(`${words}.actOne`, one) : t(`${words}.act`, { count })}
      onConfirm={confirm}
      onClose={onClose}
    >
      <Stack gap="md">
        <Text>{t(`${words}.body`, { count })}</Text>
        {shown.block === true && (
          <Text size="sm" c="dimmed">
            {t('block.how')}
          </Text>
        )}
        {count > 1 && <AffectedSessions affected={shown.sessions.map((session) => ({ session }))} />}
      </Stack>
    </ConfirmDialog>
  );
}
