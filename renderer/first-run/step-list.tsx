import { useTranslation } from 'react-i18next';
import type { Status } from '../../shared/model/status.ts';
import { Mark } from '../ui/mark.tsx';
import classes from './first-run-screen.module.css';
import { isStepDone, setupSteps, type SetupStep } from './setup-steps.ts';

interface Properties {
  readonly current: SetupStep;
  readonly setup: Status['setup'];
  readonly onChoose: (step: SetupStep) => void;
}

export function StepList({ current, setup, onChoose }: Properties) {
  const { t } = useTranslation();
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
              <Mark tone={isStepDone(step, current, setup) ? 'ok' : 'quiet'}>
                {t(`firstRun.steps.${step}`)}
              </Mark>
            </button>
          </li>
        ))}
      </ol>
    </nav>
  );
}
