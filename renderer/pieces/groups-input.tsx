import { MultiSelect } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { useMirror } from '../authority/use-mirror.ts';

interface Properties {
  /** Ids. */
  readonly value: readonly string[];
  readonly onChange: (ids: string[]) => void;
}

/** The groups a user is in. Shown in the order of the list of groups, whatever the order of choosing. */
export function GroupsInput({ value, onChange }: Properties) {
  const { t } = useTranslation();
  const groups = useMirror((mirror) => mirror.groups);
  return (
    <MultiSelect
      label={t('groupsInput.label')}
      description={t(groups.length === 0 ? 'groupsInput.none' : 'groupsInput.description')}
      placeholder={value.length === 0 ? t('groupsInput.placeholder') : ''}
      disabled={groups.length === 0}
      data={groups.map(({ id, name }) => ({ value: id, label: name }))}
      value={groups.map(({ id }) => id).filter((id) => value.includes(id))}
      searchable
      hidePickedOptions
      nothingFoundMessage={t('groupsInput.noMatch')}
      comboboxProps={{ shadow: 'md' }}
      onChange={onChange}
    />
  );
}
