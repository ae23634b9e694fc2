import { Button, Group, MultiSelect, Stack, Switch } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { OwnLimit, OwnPolicy, Surplus } from '../../shared/model/limit.ts';
import type { AffectedSession } from '../../shared/model/session.ts';
import { useCommand } from '../authority/use-command.ts';
import { useMirror } from '../authority/use-mirror.ts';
import { FailureNotice } from '../pieces/failure-notice.tsx';
import { LimitInput } from '../pieces/limit-input.tsx';
import { PolicyInput } from '../pieces/policy-input.tsx';
import { SurplusDialog } from '../pieces/surplus-dialog.tsx';
import { hasEmptyNumber } from '../ui/has-empty-number.ts';
import { ChosenUsers } from './chosen-users.tsx';
import type { ManyDialogProperties } from './many-dialog-properties.ts';
import { Dialog } from '../ui/dialog.tsx';
import { DialogBody } from '../ui/dialog-body.tsx';
import { ActButton } from '../ui/act-button.tsx';

/** Groups, limit and policy of many users; what is not switched on stays as each has it. */
export function ChangeManyDialog({ opened, users, onClose }: ManyDialogProperties) {
  const { t } = useTranslation();
  return (
    <Dialog
      opened={opened}
      onClose={onClose}
      title={t('manyUsers.changeTitle', { count: users.length })}
      size="38rem"
      closeButtonProps={{ 'aria-label': t('ui.close') }}
    >
      {opened && <Form users={users} onClose={onClose} />}
    </Dialog>
  );
}

function Form({ users, onClose }: Omit<ManyDialogProperties, 'opened'>) {
  const { t } = useTranslation();
  const groups = useMirror((mirror) => mirror.groups);
  const install = useMirror((mirror) => mirror.settings.sessions);
  const isFloating = useMirror((mirror) => mirror.plan.mode === 'floating');
  const [addGroups, setAddGroups] = useState<string[]>([]);
  const [removeGroups, setRemoveGroups] = useState<string[]>([]);
  const [limit, setLimit] = useState<OwnLimit>();
  const [policy, setPolicy] = useState<OwnPolicy>();
  const [affected, setAffected] = useState<readonly AffectedSession[]>();
  const change = {
    ids: users.map(({ id }) => id),
    ...(addGroups.length === 0 ? {} : { addGroups }),
    ...(removeGroups.length === 0 ? {} : { removeGroups }),
    ...(limit === undefined ? {} : { limit }),
    ...(policy === undefined ? {} : { policy }),
  };
  const preview = useCommand((client) => client.users.previewSetMany(change));
  const set = useCommand((client, surplus: Surplus) => client.users.setMany({ ...change, surplus }));
  const nothing = Object.keys(change).length === 1;

  const save = (surplus: Surplus): void => {
    void set.run(surplus).then((result) => {
      setAffected(undefined);
      if (result.ok) onClose();
    });
  };
  const submit = async (): Promise<void> => {
    const result = await preview.run();
    if (!result.ok) return;
    if (result.answer.affected.length === 0) save('as_they_expire');
    else setAffected(result.answer.affected);
  };
  const optionsWithout = (others: readonly string[]) =>
    groups.flatMap(({ id, name }) => (others.includes(id) ? [] : [{ value: id, label: name }]));

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
            <Button variant="default" onClick={onClose} data-autofocus>
              {t('ui.cancel')}
            </Button>
            <ActButton
              type="submit"
              disabled={nothing || hasEmptyNumber(limit)}
              loading={preview.working || set.working}
            >
              {t('manyUsers.changeAct', { count: users.length })}
            </ActButton>
          </>
        }
      >
        <ChosenUsers users={users} />
        {groups.length > 0 && (
          <Group grow align="flex-start">
            <MultiSelect
              label={t('manyUsers.addGroups')}
              data={optionsWithout(removeGroups)}
              value={addGroups}
              searchable
              hidePickedOptions
              nothingFoundMessage={t('groupsInput.noMatch')}
              comboboxProps={{ shadow: 'md' }}
              onChange={setAddGroups}
            />
            <MultiSelect
              label={t('manyUsers.removeGroups')}
              data={optionsWithout(addGroups)}
              value={removeGroups}
              searchable
              hidePickedOptions
              nothingFoundMessage={t('groupsInput.noMatch')}
              comboboxProps={{ shadow: 'md' }}
              onChange={setRemoveGroups}
            />
          </Group>
        )}
        {isFloating && (
          <Stack gap="sm">
            <Switch
              label={t('manyUsers.setLimit')}
              checked={limit !== undefined}
              onChange={(event) => setLimit(event.currentTarget.checked ? 'inherit' : undefined)}
            />
            {limit !== undefined && (
              <LimitInput
                label={t('editUser.limit')}
                value={limit}
                inherited={install.limit}
                inheritLabel={t('manyUsers.inherit')}
                onChange={setLimit}
              />
            )}
          </Stack>
        )}
        <Stack gap="sm">
          <Switch
            label={t('manyUsers.setPolicy')}
            checked={policy !== undefined}
            onChange={(event) => setPolicy(event.currentTarget.checked ? 'inherit' : undefined)}
          />
          {policy !== undefined && (
            <PolicyInput
              label={t('editUser.policy')}
              value={policy}
              inherited={install.policy}
              inheritLabel={t('manyUsers.inherit')}
              onChange={setPolicy}
            />
          )}
        </Stack>
        <FailureNotice failure={set.failure ?? preview.failure} />
      </DialogBody>
      <SurplusDialog
        about="users"
        affected={affected}
        working={set.working}
        onConfirm={save}
        onClose={() => setAffected(undefined)}
      />
    </>
  );
}
