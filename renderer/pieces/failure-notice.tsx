import { Button } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { cannotAsk, type CommandFailure } from '../authority/command-failure.ts';
import { Notice } from '../ui/notice.tsx';
import { useFailureSentence } from './use-failure-sentence.ts';

interface Properties {
  readonly failure: CommandFailure | undefined;
  readonly onRetry?: () => void;
}

/** Why the last command was not carried out. */
export function FailureNotice({ failure, onRetry }: Properties) {
  const { t } = useTranslation();
  const toSentence = useFailureSentence();
  if (failure === undefined) return null;
  return (
    <Notice
      tone="bad"
      urgent
      actions={
        // When nobody can be asked, what is to be done stands once, above all of it.
        onRetry &&
        failure.code !== cannotAsk.code && (
          <Button size="compact-sm" variant="default" onClick={onRetry}>
            {t('ui.retry')}
          </Button>
        )
      }
    >
      {toSentence(failure)}
    </Notice>
  );
}
