import { Button, Stack } from '@mantine/core';
import { IconDatabaseImport, IconSparkles, type Icon } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useMirror } from '../authority/use-mirror.ts';
import { OpenBackupPanel } from '../pieces/open-backup-panel.tsx';
import { Notice } from '../ui/notice.tsx';
import classes from './first-run-screen.module.css';
import { StepFrame } from './step-frame.tsx';

/** A new Rollcall, or one that was elsewhere before. */
export function StartStep({ onNext }: { readonly onNext: () => void }) {
  const { t } = useTranslation();
  const adminExists = useMirror((mirror) => mirror.status.setup.adminExists);
  const [restoring, setRestoring] = useState(false);
  if (restoring) {
    return (
      <StepFrame
        title={t('startStep.restoreTitle')}
        description={t('startStep.restoreDescription')}
        foot={
          <Button variant="default" onClick={() => setRestoring(false)}>
            {t('startStep.back')}
          </Button>
        }
      >
        <OpenBackupPanel firstPath="" />
      </StepFrame>
    );
  }
  return (
    <StepFrame title={t('startStep.title')} description={t('startStep.description')}>
      {adminExists && <Notice tone="ok">{t('startStep.done')}</Notice>}
      <Stack gap="sm">
        <Choice
          icon={IconSparkles}
          title={t('startStep.new')}
          description={t('startStep.newDescription')}
          onChoose={onNext}
        />
        <Choice
          icon={IconDatabaseImport}
          title={t('startStep.restore')}
          description={t('startStep.restoreChoice')}
          onChoose={() => setRestoring(true)}
        />
      </Stack>
    </StepFrame>
  );
}

interface ChoiceProperties {
  readonly icon: Icon;
  readonly title: string;
  readonly description: string;
  readonly onChoose: () => void;
}

function Choice({ icon: Shape, title, description, onChoose }: ChoiceProperties) {
  return (
    <button type="button" className={classes.choice} onClick={onChoose}>
      <Shape size={28} stroke={1.5} aria-hidden className={classes.choiceShape} />
      <span>
        <span className={classes.choiceTitle}>{title}</span>
        <span className={classes.choiceDescription}>{description}</span>
      </span>
    </button>
  );
}
