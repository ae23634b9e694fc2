import { Button } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { RunningChoice } from '../pieces/running-choice.tsx';
import { StepFrame } from './step-frame.tsx';

/** When Rollcall runs: with this app, or always; and what each of both asks for. */
export function RunningStep({ onNext }: { readonly onNext: () => void }) {
  const { t } = useTranslation();
  return (
    <StepFrame
      title={t('runningStep.title')}
      description={t('runningStep.description')}
      foot={<Button onClick={onNext}>{t('firstRun.next')}</Button>}
    >
      <RunningChoice />
    </StepFrame>
  );
}
