import { Button, Group, TextInput } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { useDraft, useUnsaved } from './use-draft.ts';

interface Properties {
  /** The name in use now; '' when it is an address. */
  readonly current: string;
  readonly working: boolean;
  readonly onSubmit: (name: string) => void;
}

/** A name that leads to this computer; whether it does is the network's business. */
export function HostNameForm({ current, working, onSubmit }: Properties) {
  const { t } = useTranslation();
  const [draft, setDraft] = useDraft<string | undefined>('network/host-name', undefined);
  const name = (draft ?? current).trim().toLowerCase();
  useUnsaved('network/host-name', name !== '' && name !== current);
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        if (name !== '') onSubmit(name);
      }}
    >
      <Group gap="sm" ms="2rem">
        <TextInput
          aria-label={t('addressesStep.nameLabel')}
          placeholder="rollcall.lan"
          value={draft ?? current}
          onChange={(event) => setDraft(event.currentTarget.value)}
        />
        <Button type="submit" variant="light" loading={working} disabled={name === '' || name === current}>
          {t('addressesStep.nameAct')}
        </Button>
      </Group>
    </form>
  );
}
