import { Button } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { CommandFailure } from '../authority/command-failure.ts';
import { useFailureSentence } from '../pieces/use-failure-sentence.ts';
import { Notice } from '../ui/notice.tsx';

/** Why what was started from anywhere was not carried out; stays until it is read. */
export function FrameFailure({ failure }: { readonly failure: CommandFailure | undefined }) {
  const { t } = useTranslation();
  const toSentence = useFailureSentence();
  const [read, setRead] = useState<CommandFailure>();
  if (failure === undefined || failure === read) return null;
  return (
    <Notice
      tone="bad"
      urgent
      actions={
        <Button size="compact-sm" variant="default" onClick={() => setRead(failure)}>
          {t('ui.close')}
        </Button>
      }
    >
      {toSentence(failure)}
    </Notice>
  );
}
