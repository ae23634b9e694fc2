import { MultiSelect } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { useMirror } from '../../authority/use-mirror.ts';
import type { FieldProperties } from './field-properties.ts';

/** Who may enter: everybody, or the members of some groups. */
export function EntryField({ draft, onChange, errorOf }: FieldProperties) {
  const { t } = useTranslation();
  const groups = useMirror((mirror) => mirror.groups);
  return (
    <MultiSelect
      label={t('appFields.groups')}
      description={t(groups.length === 0 ? 'appFields.noGroups' : 'appFields.groupsDescription')}
      placeholder={draft.groups.length === 0 ? t('appFields.everybody') : ''}
      disabled={groups.length === 0}
      data={groups.map(({ id, name }) => ({ value: id, label: name }))}
      value={groups.map(({ id }) => id).filter((id) => draft.groups.includes(id))}
      error={errorOf('groups')}
      data-field="groups"
      searchable
      hidePickedOptions
      nothingFoundMessage={t('groupsInput.noMatch')}
      comboboxProps={{ shadow: 'md' }}
      onChange={(ids) => onChange({ groups: ids })}
    />
  );
}
