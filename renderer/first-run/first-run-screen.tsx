import { Button, Text, Title } from '@mantine/core';
import { useState, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useCommand } from '../authority/use-command.ts';
import { useMirror } from '../authority/use-mirror.ts';
import type { AddedUser } from '../pieces/add-user-form.tsx';
import { FailureNotice } from '../pieces/failure-notice.tsx';
import { leaveScreen } from '../pieces/hold-screen.ts';
import { AddressesStep } from './addresses-step.tsx';
import { AdminStep } from './admin-step.tsx';
import { CertificateStep } from './certificate-step.tsx';
import { DeviceStep } from './device-step.tsx';
import classes from './first-run-screen.module.css';
import { LeaveDialog } from './leave-dialog.tsx';
import { RunningStep } from './running-step.tsx';
import { findFirstStep, rememberStep, setupSteps, type SetupStep } from './setup-steps.ts';
import { StartStep } from './start-step.tsx';
import { StepList } from './step-list.tsx';
import { useLeaving } from './use-leaving.ts';
import { UserStep } from './user-step.tsx';

interface Properties {
  readonly onFinished: () => void;
  /** Said above the steps: that nobody answers. */
  readonly banner: ReactNode;
}

/** Brings a new install to its first signed-in device. Can be left at every step and gone on with later. */
export function FirstRunScreen({ onFinished, banner }: Properties) {
  const { t } = useTranslation();
  const status = useMirror((mirror) => mirror.status);
  const { setup } = status;
  const [chosen, setChosen] = useState<SetupStep>(() => findFirstStep(setup));
  /** Shown once more where it is used: on the way to the first device. */
  const [added, setAdded] = useState<AddedUser>();
  const finish = useCommand((client) => client.setup.finish());
  // Nothing else makes sense, or is possible, before there is an admin.
  const step = setup.adminExists || chosen === 'start' ? chosen : 'admin';
  const choose = (to: SetupStep): void =>
    leaveScreen(() => {
      rememberStep(to);
      setChosen(to);
    });
  const leaving = useLeaving();
  const next = (): void =>
    leaving.start([step], () => choose(setupSteps[setupSteps.indexOf(step) + 1] ?? 'device'));
  const finishNow = (): void => {
    void finish.run().then((result) => {
      if (!result.ok) return;
      rememberStep(undefined);
      onFinished();
    });
  };
  const end = (): void => leaving.start(setupSteps, () => leaveScreen(finishNow));
  return (
    <main className={classes.screen}>
      <div className={classes.frame}>
        <header className={classes.header}>
          <div>
            <Title order={1}>{t('firstRun.title')}</Title>
            <Text c="dimmed">{t('firstRun.description')}</Text>
          </div>
          {setup.adminExists && (
            <Button variant="subtle" onClick={end} loading={finish.working}>
              {t('firstRun.skip')}
            </Button>
          )}
        </header>
        {banner}
        <FailureNotice failure={finish.failure} />
        <div className={classes.body}>
          <StepList current={step} status={status} onChoose={choose} />
          <section className={classes.step} aria-label={t(`firstRun.steps.${step}`)}>
            {step === 'start' && <StartStep onNext={next} />}
            {step === 'running' && <RunningStep onNext={next} />}
            {step === 'admin' && <AdminStep onNext={next} />}
            {step === 'addresses' && <AddressesStep onNext={next} />}
            {step === 'certificate' && <CertificateStep onNext={next} />}
            {step === 'user' && <UserStep onAdded={setAdded} onNext={next} />}
            {step === 'device' && <DeviceStep added={added} onFinish={end} working={finish.working} />}
          </section>
        </div>
      </div>
      <LeaveDialog {...leaving.dialog} />
    </main>
  );
}
