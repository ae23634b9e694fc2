import { Button, TextInput } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { isUserName } from '../../shared/model/user.ts';
import { useCommand } from '../authority/use-command.ts';
import { hasEmptyNumber } from '../ui/has-empty-number.ts';
import { FailureNotice } from './failure-notice.tsx';
import { noUserRules, UserRulesFields, type UserRules } from './user-rules-fields.tsx';
import { ActButton } from '../ui/act-button.tsx';
import { DialogBody } from '../ui/dialog-body.tsx';

export interface AddedUser {
  readonly userName: string;
  readonly code: string;
  readonly url: string;
  readonly expiresAt: string;
}

export interface NewUser {
  readonly name: string;
  readonly displayName: string;
  readonly rules: UserRules;
}

export const noNewUser: NewUser = { name: '', displayName: '', rules: noUserRules };

interface Properties {
  readonly draft: NewUser;
  readonly onDraft: (change: (before: NewUser) => NewUser) => void;
  readonly onAdded: (added: AddedUser) => void;
  readonly onCancel?: () => void;
}

/** Adds a user, who gets a one-time code and chooses the password alone. */
export function AddUserForm({ draft, onDraft, onAdded, onCancel }: Properties) {
  const { t } = useTranslation();
  const { name, displayName, rules } = draft;
  const change = (part: Partial<NewUser>): void => onDraft((before) => ({ ...before, ...part }));
  const add = useCommand((client) =>
    client.users.add({ name, displayName, ...rules, groups: [...rules.groups] }),
  );
  const canAdd = isUserName(name) && !hasEmptyNumber(rules);
  const badName = name !== '' && !isUserName(name);

  const submit = async (): Promise<void> => {
    const result = await add.run();
    if (!result.ok || result.answer.welcome === undefined) return;
    onAdded({ userName: result.answer.user.name, ...result.answer.welcome });
  };
  return (
    <DialogBody
      onSubmit={() => {
        if (canAdd) void submit();
      }}
      foot={
        <>
          {onCancel !== undefined && (
            <Button variant="default" onClick={onCancel}>
              {t('ui.cancel')}
            </Button>
          )}
          <ActButton type="submit" loading={add.working} disabled={!canAdd}>
            {t('addUser.act')}
          </ActButton>
        </>
      }
    >
      <TextInput
        label={t('addUser.name')}
        description={t('addUser.nameDescription')}
        value={name}
        error={badName && t('errors.user_name_invalid')}
        required
        withAsterisk={false}
        data-autofocus
        onChange={(event) => change({ name: event.currentTarget.value })}
      />
      <TextInput
        label={t('addUser.displayName')}
        value={displayName}
        maxLength={200}
        onChange={(event) => change({ displayName: event.currentTarget.value })}
      />
      <UserRulesFields
        value={rules}
        before={noUserRules}
        isNew
        onChange={(part) => change({ rules: { ...rules, ...part } })}
      />
      <FailureNotice failure={add.failure} />
    </DialogBody>
  );
}
