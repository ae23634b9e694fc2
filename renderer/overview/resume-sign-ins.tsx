import { Button } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { useCommand } from '../authority/use-command.ts';
import { FailureNotice } from '../pieces/failure-notice.tsx';

/** Beside the reminder that nobody new is let in. */
export function ResumeSignIns() {
  const { t } = useTranslation();
  const resume = useCommand((client) => client.signIns.resume());
  return (
    <>
      <Button size="compact-sm" variant="default" loading={resume.working} onClick={() => void resume.run()}>
        {t('attention.resume')}
      </Button>
      <FailureNotice failure={resume.failure} />
    </>
  );
}
