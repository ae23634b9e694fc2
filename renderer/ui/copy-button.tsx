import { Button, VisuallyHidden } from '@mantine/core';
import { IconCheck, IconCopy } from '@tabler/icons-react';
import { use, useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { CopyTextContext } from './copy-text.ts';

const shownForMs = 2000;

interface Properties {
  readonly text: string;
  /** What is copied, for those who do not see what stands beside it. */
  readonly label: string;
  readonly variant?: 'subtle' | 'default' | 'filled';
  /** The whole label is shown. */
  readonly wide?: boolean;
}

export function CopyButton({ text, label, variant = 'subtle', wide = false }: Properties) {
  const { t } = useTranslation();
  const copyText = use(CopyTextContext);
  const [state, setState] = useState<'idle' | 'copied' | 'failed'>('idle');
  useEffect(() => {
    if (state === 'idle') return undefined;
    const timer = setTimeout(() => setState('idle'), shownForMs);
    return () => clearTimeout(timer);
  }, [state]);
  const word = state === 'copied' ? t('ui.copied') : state === 'failed' ? t('ui.copyFailed') : undefined;
  return (
    <>
      <Button
        size={wide ? 'sm' : 'compact-sm'}
        variant={variant}
        leftSection={state === 'copied' ? <IconCheck size={16} /> : <IconCopy size={16} />}
        aria-label={wide ? undefined : label}
        onClick={() => {
          copyText(text).then(
            () => setState('copied'),
            () => setState('failed'),
          );
        }}
      >
        {word ?? (wide ? label : t('ui.copy'))}
      </Button>
      <VisuallyHidden component="output">{word}</VisuallyHidden>
    </>
  );
}
