import { Button, Group, Switch, TextInput } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Surplus } from '../../shared/model/limit.ts';
import type { AffectedSession } from '../../shared/model/session.ts';
import type { UserView } from '../../shared/model/user.ts';
import { useCommand } from '../authority/use-command.ts';
import { FailureNotice } from '../pieces/failure-notice.tsx';
import { SurplusDialog } from '../pieces/surplus-dialog.tsx';
import { UserRulesFields } from '../pieces/user-rules-fields.tsx';
import { hasEmptyNumber } from '../ui/has-empty-number.ts';
import { listEdits, pickRules, type UserEdits, type UserFields } from './list-edits.ts';
import { useShownUser, type UserDialogProperties } from './use-shown-user.ts';
import { Dialog } from '../ui/dialog.tsx';
import { DialogBody } from '../ui/dialog-body.tsx';
import { ActButton } from '../ui/act-button.tsx';

export function EditUserDialog({ user, onClose }: UserDialogProperties) {
  const { t } = useTranslation();
  const shown = useShownUser(user);
  return (
    <Dialog
      opened={user !== undefined}
      onClose={onClose}
      title={t('editUser.title', { name: shown?.name ?? '' })}
      size="38rem"
      closeButtonProps={{ 'aria-label': t('ui.close') }}
    >
      {shown !== undefined && user !== undefined && <Form key={shown.id} user={shown} onClose={onClose} />}
    </Dialog>
  );
}

function Form({ user, onClose }: { readonly user: UserView; readonly onClose: () => void }) {
  const { t } = useTranslation();
  const [opened] = useState<UserFields>(user);
  const [edits, setEdits] = useState<Partial<UserFields>>({});
  const [affected, setAffected] = useState<readonly AffectedSession[]>();
  const fields: UserFields = { ...opened, ...edits };
  // Only what was edited is sent: the rest may have been changed elsewhere while this was open.
  const changes = listEdits(opened, edits);
  const rules = pickRules(changes);
  const preview = useCommand((client) => client.users.previewSet({ id: user.id, ...rules }));
  const set = useCommand((client, surplus: Surplus) =>
    client.users.set({ id: user.id, ...changes, surplus }),
  );

  const save = (surplus: Surplus): void => {
    void set.run(surplus).then((result) => {
      setAffected(undefined);
      if (result.ok) onClose();
    });
  };
  const submit = async (): Promise<void> => {
    if (Object.keys(changes).length === 0) return onClose();
    if (Object.keys(rules).length === 0) return save('as_they_expire');
    const result = await preview.run();
    if (!result.ok) return;
    if (result.answer.affected.length === 0) save('as_they_expire');
    else setAffected(result.answer.affected);
  };
  const change = (part: Partial<UserFields>): void => setEdits((before) => ({ ...before, ...part }));

  // The second dialog stands beside the form: what is submitted in it must not bubble into this one.
  return (
    <>
      <DialogBody
        gap="lg"
        onSubmit={() => {
          void submit();
        }}
        foot={
          <>
            <Button variant="default" onClick={onClose}>
              {t('ui.cancel')}
            </Button>
            <ActButton
              type="submit"
              disabled={hasEmptyNumber(changes)}
              loading={set.working || preview.working}
            >
              {t('ui.save')}
            </ActButton>
          </>
        }
      >
        <Group grow align="flex-start">
          <TextInput
            label={t('editUser.name')}
            value={fields.name}
            onChange={(event) => change({ name: event.currentTarget.value })}
          />
          <TextInput
            label={t('editUser.displayName')}
            value={fields.displayName}
            onChange={(event) => change({ displayName: event.currentTarget.value })}
          />
        </Group>
        <TextInput
          label={t('editUser.email')}
          description={t('editUser.emailDescription')}
          type="email"
          value={fields.email}
          onChange={(event) => change({ email: event.currentTarget.value })}
        />
        <UserRulesFields value={fields} before={opened} onChange={change} />
        <Switch
          label={t('editUser.admin')}
          description={t('editUser.adminDescription')}
          checked={fields.admin}
          onChange={(event) => change({ admin: event.currentTarget.checked })}
        />
        <FailureNotice failure={set.failure ?? preview.failure} />
      </DialogBody>
      <SurplusDialog
        affected={affected}
        about={isLimitOnly(rules) ? 'limit' : 'rules'}
        working={set.working}
        onConfirm={save}
        onClose={() => setAffected(undefined)}
      />
    </>
  );
}

function isLimitOnly(rules: UserEdits): boolean {
  return Object.keys(rules).every((key) => key === 'limit');
}
