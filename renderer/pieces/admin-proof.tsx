import { NativeSelect, Stack, Text } from '@mantine/core';
import { useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useAuthorityStore } from '../authority/authority-store.ts';
import type { CommandFailure } from '../authority/command-failure.ts';
import { useMirror } from '../authority/use-mirror.ts';
import { PasswordField } from '../ui/password-field.tsx';
import { useFailureSentence } from './use-failure-sentence.ts';

export interface AdminProof {
  readonly admin: string;
  readonly password: string;
}

/** Why a proof was not taken: said at its field, and not where other failures stand. */
export function isOfProof(failure: CommandFailure | undefined): boolean {
  return failure?.code === 'credentials' || failure?.code === 'throttled';
}

/** Names of those who can confirm something. In a browser that is who signed in there. */
export function useConfirmingAdmins(): readonly string[] {
  const signedInAs = useAuthorityStore(({ shell }) => shell?.signedInAs);
  const users = useMirror((mirror) => mirror.users);
  if (signedInAs !== undefined) return [signedInAs];
  return [...users.values()]
    .filter(({ admin, state }) => admin && state === 'active')
    .map(({ name }) => name);
}

/** What is typed to prove to be an admin; the first of them unless another one was chosen. Never kept. */
export function useAdminProof() {
  const admins = useConfirmingAdmins();
  const [chosen, setChosen] = useState('');
  const [password, setPassword] = useState('');
  const admin = admins.includes(chosen) ? chosen : (admins[0] ?? '');
  const proof: AdminProof = { admin, password };
  return { proof, admins, isGiven: admin !== '' && password !== '', setChosen, setPassword };
}

interface Properties {
  readonly of: ReturnType<typeof useAdminProof>;
  readonly failure: CommandFailure | undefined;
  /** Which password is meant, where that can be mistaken. */
  readonly description?: string;
}

/** Which admin, and the password; after a wrong one the keyboard is at its field, where it is said. */
export function AdminProofFields({ of, failure, description }: Properties) {
  const { t } = useTranslation();
  const toSentence = useFailureSentence();
  const field = useRef<HTMLInputElement>(null);
  const { proof, admins, setChosen, setPassword } = of;
  const fault = failure !== undefined && isOfProof(failure) ? failure : undefined;
  useEffect(() => {
    if (fault === undefined) return;
    field.current?.focus();
    field.current?.select();
  }, [fault]);
  if (admins.length === 0) return <Text>{t('adminProof.nobody')}</Text>;
  return (
    <Stack gap="md">
      {admins.length > 1 && (
        <NativeSelect
          label={t('adminProof.admin')}
          data={[...admins]}
          value={proof.admin}
          onChange={(event) => setChosen(event.currentTarget.value)}
        />
      )}
      <PasswordField
        ref={field}
        label={t('adminProof.password', { name: proof.admin })}
        description={description}
        value={proof.password}
        autoComplete="current-password"
        error={fault && toSentence(fault)}
        onChange={(event) => setPassword(event.currentTarget.value)}
      />
    </Stack>
  );
}
