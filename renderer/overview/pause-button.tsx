import { Button, Menu } from '@mantine/core';
import { IconChevronDown, IconPlayerPause, IconPlayerPlay } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { useMirror } from '../authority/use-mirror.ts';

interface Properties {
  readonly working: boolean;
  /** Undefined: until it is resumed. */
  readonly onPause: (minutes: number | undefined) => void;
  readonly onResume: () => void;
}

const spans = [
  { minutes: 15, words: 'quarter' },
  { minutes: 60, words: 'hour' },
  { minutes: undefined, words: 'untilResumed' },
] as const;

/** Lets nobody new in for a while, or again. */
export function PauseButton({ working, onPause, onResume }: Properties) {
  const { t } = useTranslation();
  const paused = useMirror((mirror) => mirror.status.paused !== undefined);
  if (paused) {
    return (
      <Button
        variant="default"
        leftSection={<IconPlayerPlay size={16} aria-hidden />}
        loading={working}
        onClick={onResume}
      >
        {t('pause.resume')}
      </Button>
    );
  }
  return (
    <Menu position="bottom-start" shadow="md">
      <Menu.Target>
        <Button
          variant="default"
          leftSection={<IconPlayerPause size={16} aria-hidden />}
          rightSection={<IconChevronDown size={14} aria-hidden />}
          loading={working}
        >
          {t('pause.act')}
        </Button>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Label>{t('pause.what')}</Menu.Label>
        {spans.map(({ minutes, words }) => (
          <Menu.Item key={words} onClick={() => onPause(minutes)}>
            {t(`pause.${words}`)}
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  );
}
