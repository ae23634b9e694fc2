import { Button } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { FailureNotice } from '../pieces/failure-notice.tsx';
import { usePause } from '../pieces/use-pause.ts';

/** Beside the reminder that nobody new is let in. */
export function ResumeSignIns() {
  const { t } = useTranslation();
  const { resume, working, failure } = usePause();
  return (
    <>
      <Button size="compact-sm" variant="default" loading={working} onClick={resume}>
        {t('attention.resume')}
      </Button>
      <FailureNotice failure={failure} />
    </>
  );
}
