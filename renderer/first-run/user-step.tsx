import { Button, SegmentedControl } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useMirror } from '../authority/use-mirror.ts';
import { AddUserForm, noNewUser, type AddedUser, type NewUser } from '../pieces/add-user-form.tsx';
import { leaveScreen } from '../pieces/hold-screen.ts';
import { OneTimeCode } from '../pieces/one-time-code.tsx';
import { useDraft, useUnsaved } from '../pieces/use-draft.ts';
import { Notice } from '../ui/notice.tsx';
import { SeatsForm } from './seats-form.tsx';
import { StepFrame } from './step-frame.tsx';
import { UsersFromFile } from './users-from-file.tsx';

interface Properties {
  readonly onAdded: (added: AddedUser) => void;
  readonly onNext: () => void;
}

/** Who signs in: one by one, from a file, or later. */
export function UserStep({ onAdded, onNext }: Properties) {
  const { t } = useTranslation();
  const hadUser = useMirror((mirror) => mirror.status.setup.firstUser);
  const [way, setWay] = useState<'one' | 'file'>('one');
  const [added, setAdded] = useState<AddedUser>();
  const [draft, setDraft, dropDraft] = useDraft<NewUser>('first-run/user', noNewUser);
  useUnsaved('first-run/user', draft.name !== '' || draft.displayName !== '');
  const add = (user: AddedUser): void => {
    dropDraft();
    setAdded(user);
    onAdded(user);
  };
  if (added !== undefined) {
    return (
      <StepFrame
        title={t('addUser.doneTitle', { name: added.userName })}
        description={t('userStep.doneDescription')}
        foot={
          <>
            <Button variant="default" onClick={() => setAdded(undefined)}>
              {t('addUser.another')}
            </Button>
            <Button onClick={onNext}>{t('firstRun.next')}</Button>
          </>
        }
      >
        <OneTimeCode {...added} isShownAgain />
        <SeatsForm />
      </StepFrame>
    );
  }
  return (
    <StepFrame
      title={t('userStep.title')}
      description={t('userStep.description')}
      foot={
        <Button variant="default" onClick={onNext}>
          {t(hadUser ? 'firstRun.next' : 'userStep.later')}
        </Button>
      }
    >
      {hadUser && way === 'one' && <Notice tone="ok">{t('userStep.done')}</Notice>}
      <SegmentedControl
        aria-label={t('userStep.how')}
        value={way}
        data={[
          { value: 'one', label: t('userStep.one') },
          { value: 'file', label: t('userStep.file') },
        ]}
        onChange={(value) => leaveScreen(() => setWay(value === 'file' ? 'file' : 'one'))}
      />
      {way === 'one' ? <AddUserForm draft={draft} onDraft={setDraft} onAdded={add} /> : <UsersFromFile />}
      <SeatsForm />
    </StepFrame>
  );
}
