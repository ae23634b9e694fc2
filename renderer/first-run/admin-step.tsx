import { Button, Stack, TextInput } from '@mantine/core';
import { useEffect, useRef, useState, type ChangeEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { isUserName } from '../../shared/model/user.ts';
import { useCommand } from '../authority/use-command.ts';
import { useMirror } from '../authority/use-mirror.ts';
import { FailureNotice } from '../pieces/failure-notice.tsx';
import { useFailureSentence } from '../pieces/use-failure-sentence.ts';
import { Notice } from '../ui/notice.tsx';
import { PasswordField } from '../ui/password-field.tsx';
import { StepFrame } from './step-frame.tsx';

/** The first admin: only on this computer, only once. */
export function AdminStep({ onNext }: { readonly onNext: () => void }) {
  const { t } = useTranslation();
  const adminExists = useMirror((mirror) => mirror.status.setup.adminExists);
  const [name, setName] = useState('');
  const [password, setPassword] = useState('');
  const [again, setAgain] = useState('');
  const [attempts, setAttempts] = useState(0);
  const tried = attempts > 0;
  const create = useCommand((client) => client.setup.createAdmin({ name, password }));
  const differs = again !== password;
  const writeFailure = useFailureSentence();
  /** It is the password that was refused: that is said where it stands. */
  const refused = create.failure?.code.startsWith('password_') === true ? create.failure : undefined;
  const form = useRef<HTMLFormElement>(null);
  const invalid = !isUserName(name) || password === '' || differs;
  /** What the last answer was about is being changed. */
  const change = (set: (value: string) => void) => (event: ChangeEvent<HTMLInputElement>) => {
    create.clear();
    set(event.currentTarget.value);
  };
  // Those that are marked as wrong are so only after this was drawn.
  useEffect(() => {
    if (attempts > 0) form.current?.querySelector<HTMLElement>('[aria-invalid="true"]')?.focus();
  }, [attempts]);
  useEffect(() => {
    if (refused !== undefined) form.current?.querySelector<HTMLElement>('[aria-invalid="true"]')?.focus();
  }, [refused]);

  if (adminExists) {
    return (
      <StepFrame
        title={t('adminStep.title')}
        description={t('adminStep.description')}
        foot={<Button onClick={onNext}>{t('firstRun.next')}</Button>}
      >
        <Notice tone="ok">{t('adminStep.done')}</Notice>
      </StepFrame>
    );
  }
  return (
    <form
      ref={form}
      onSubmit={(event) => {
        event.preventDefault();
        setAttempts((count) => count + 1);
        if (invalid) return;
        void create.run().then((result) => {
          if (result.ok) onNext();
        });
      }}
    >
      <StepFrame
        title={t('adminStep.title')}
        description={t('adminStep.description')}
        foot={
          <Button type="submit" loading={create.working}>
            {t('adminStep.act')}
          </Button>
        }
      >
        <Stack gap="md" maw="26rem">
          <TextInput
            label={t('adminStep.name')}
            value={name}
            autoComplete="username"
            data-autofocus
            error={(tried || name !== '') && !isUserName(name) ? t('errors.user_name_invalid') : undefined}
            onChange={change(setName)}
          />
          <PasswordField
            label={t('adminStep.password')}
            description={t('adminStep.passwordDescription')}
            value={password}
            autoComplete="new-password"
            error={
              refused ? writeFailure(refused) : tried && password === '' && t('adminStep.passwordMissing')
            }
            onChange={change(setPassword)}
          />
          <PasswordField
            label={t('adminStep.again')}
            value={again}
            autoComplete="new-password"
            error={tried && differs ? t('adminStep.differs') : undefined}
            onChange={change(setAgain)}
          />
          <FailureNotice failure={refused === undefined ? create.failure : undefined} />
        </Stack>
      </StepFrame>
    </form>
  );
}
