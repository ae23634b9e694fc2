import { Button, Select, TextInput } from '@mantine/core';
import { IconSearch } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { useMirror } from '../authority/use-mirror.ts';
import { NarrowDown } from '../ui/narrow-down.tsx';
import { noUserFilter, type UserFilter } from './user-filter.ts';
import classes from './users-screen.module.css';

interface Properties {
  readonly filter: UserFilter;
  readonly onChange: (filter: UserFilter) => void;
}

/** What of the users is shown: by a word of theirs, and by what they are. */
export function UsersFilterBar({ filter, onChange }: Properties) {
  const { t } = useTranslation();
  const groups = useMirror((mirror) => mirror.groups);
  const lists = {
    group: [
      ...groups.map(({ id, name }) => ({ value: id, label: name })),
      { value: 'none', label: t('usersFilter.noGroup') },
    ],
    state: (['active', 'not_set_up', 'password_reported', 'disabled'] as const).map((value) => ({
      value,
      label: t(`users.states.${value}`),
    })),
    limit: (['own', 'inherited'] as const).map((value) => ({
      value,
      label: t(`usersFilter.limits.${value}`),
    })),
    secondFactor: (['on', 'off'] as const).map((value) => ({
      value,
      label: t(`users.secondFactors.${value}`),
    })),
    signedIn: (['now', 'never'] as const).map((value) => ({
      value,
      label: t(`usersFilter.signedIns.${value}`),
    })),
  } as const;
  const parts = Object.keys(lists) as (keyof typeof lists)[];
  const set = (part: keyof typeof lists, value: string | null): void => {
    const { [part]: _before, ...rest } = filter;
    onChange(value === null ? rest : { ...rest, [part]: value });
  };
  const narrowings = parts
    .filter((key) => filter[key] !== undefined)
    .map((key) => ({
      key,
      field: t(`usersFilter.${key}`),
      value: lists[key].find(({ value }) => value === filter[key])?.label ?? '',
      onWiden: () => set(key, null),
    }));

  return (
    <div className={classes.filters}>
      <TextInput
        className={classes.filter}
        aria-label={t('users.filter')}
        placeholder={t('users.filterPlaceholder')}
        leftSection={<IconSearch size={16} aria-hidden />}
        value={filter.text}
        onChange={(event) => onChange({ ...filter, text: event.currentTarget.value })}
      />
      <NarrowDown narrowings={narrowings}>
        {parts.map((part) => (
          <Select
            key={part}
            label={t(`usersFilter.${part}`)}
            placeholder={t('usersFilter.all')}
            data={[...lists[part]]}
            value={filter[part] ?? null}
            clearable
            allowDeselect
            comboboxProps={{ withinPortal: false, shadow: 'md' }}
            onChange={(value) => set(part, value)}
          />
        ))}
      </NarrowDown>
      {narrowings.length > 1 && (
        <Button size="compact-sm" variant="subtle" onClick={() => onChange(noUserFilter)}>
          {t('usersFilter.clear')}
        </Button>
      )}
    </div>
  );
}
