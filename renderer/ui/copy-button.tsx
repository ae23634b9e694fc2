import { ActionIcon, Button, Tooltip, VisuallyHidden } from '@mantine/core';
import { IconCheck, IconCopy, IconX } from '@tabler/icons-react';
import { use, useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { CopyTextContext } from './copy-text.ts';

const shownForMs = 2000;

interface Properties {
  readonly text: string;
  /** What is copied; on the small button for those who do not see what stands beside it. */
  readonly label: string;
  /** `icon` stands beside what it copies; the others say what it is. */
  readonly look?: 'icon' | 'default' | 'filled';
}

export function CopyButton({ text, label, look = 'icon' }: Properties) {
  const { t } = useTranslation();
  const copyText = use(CopyTextContext);
  const [state, setState] = useState<'idle' | 'copied' | 'failed'>('idle');
  useEffect(() => {
    if (state === 'idle') return undefined;
    const timer = setTimeout(() => setState('idle'), shownForMs);
    return () => clearTimeout(timer);
  }, [state]);
  const copy = (): void => {
    copyText(text).then(
      () => setState('copied'),
      () => setState('failed'),
    );
  };
  const word = state === 'copied' ? t('ui.copied') : state === 'failed' ? t('ui.copyFailed') : undefined;
  const Shape = state === 'copied' ? IconCheck : state === 'failed' ? IconX : IconCopy;
  return (
    <>
      {look === 'icon' ? (
        <Tooltip label={word ?? t('ui.copy')} {...(word === undefined ? {} : { opened: true })}>
          <ActionIcon variant="subtle" aria-label={label} onClick={copy}>
            <Shape size={16} />
          </ActionIcon>
        </Tooltip>
      ) : (
        <Button variant={look} leftSection={<Shape size={16} aria-hidden />} onClick={copy}>
          {word ?? label}
        </Button>
      )}
      <VisuallyHidden component="output">{word}</VisuallyHidden>
    </>
  );
}
