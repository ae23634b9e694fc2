import { useTranslation } from 'react-i18next';
import type { Status } from '../../shared/model/status.ts';
import { useAuthorityStore } from '../authority/authority-store.ts';
import { Mark } from '../ui/mark.tsx';
import classes from './first-run-screen.module.css';
import { isStepDone, setupSteps, type SetupStep } from './setup-steps.ts';

interface Properties {
  readonly current: SetupStep;
  readonly status: Status;
  readonly onChoose: (step: SetupStep) => void;
}

export function StepList({ current, status, onChoose }: Properties) {
  const { t } = useTranslation();
  const { setup } = status;
  const isService = useAuthorityStore(({ shell }) => shell?.authority.holder !== undefined);
  return (
    <nav aria-label={t('firstRun.stepList')}>
      <ol className={classes.steps}>
        {setupSteps.map((step) => (
          <li key={step}>
            <button
              type="button"
              className={classes.stepButton}
              aria-current={step === current ? 'step' : undefined}
              disabled={!setup.adminExists && step !== 'admin' && step !== 'start'}
              onClick={() => onChoose(step)}
            >
              <Mark tone={isStepDone(step, current, status, isService) ? 'ok' : 'quiet'}>
                {t(`firstRun.steps.${step}`)}
              </Mark>
            </button>
          </li>
        ))}
      </ol>
    </nav>
  );
}
