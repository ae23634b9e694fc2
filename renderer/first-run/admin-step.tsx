import { Button, Stack, TextInput } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { isUserName } from '../../shared/model/user.ts';
import { useCommand } from '../authority/use-command.ts';
import { useMirror } from '../authority/use-mirror.ts';
import { FailureNotice } from '../pieces/failure-notice.tsx';
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
  const [tried, setTried] = useState(false);
  const create = useCommand((client) => client.setup.createAdmin({ name, password }));
  const differs = again !== password;

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
      onSubmit={(event) => {
        event.preventDefault();
        setTried(true);
        if (!isUserName(name) || password === '' || differs) return;
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
            onChange={(event) => setName(event.currentTarget.value)}
          />
          <PasswordField
            label={t('adminStep.password')}
            description={t('adminStep.passwordDescription')}
            value={password}
            autoComplete="new-password"
            error={tried && password === '' ? t('adminStep.passwordMissing') : undefined}
            onChange={(event) => setPassword(event.currentTarget.value)}
          />
          <PasswordField
            label={t('adminStep.again')}
            value={again}
            autoComplete="new-password"
            error={tried && differs ? t('adminStep.differs') : undefined}
            onChange={(event) => setAgain(event.currentTarget.value)}
          />
          <FailureNotice failure={create.failure} />
        </Stack>
      </StepFrame>
    </form>
  );
}
