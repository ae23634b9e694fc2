import { Button, Select, TextInput } from '@mantine/core';
import { IconSearch } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { NarrowDown } from '../ui/narrow-down.tsx';
import { noUserFilter, type UserFilter } from './user-filter.ts';
import { useUserChoices } from './use-user-choices.ts';
import classes from './users-screen.module.css';

interface Properties {
  readonly filter: UserFilter;
  readonly onChange: (filter: UserFilter) => void;
}

/** What of the users is shown: by a word of theirs, and by what they are. */
export function UsersFilterBar({ filter, onChange }: Properties) {
  const { t } = useTranslation();
  const { lists, parts, chosen } = useUserChoices(filter);
  const set = (part: keyof typeof lists, value: string | null): void => {
    const { [part]: _before, ...rest } = filter;
    onChange(value === null ? rest : { ...rest, [part]: value });
  };
  const narrowings = chosen.map((one) => ({ ...one, onWiden: () => set(one.key, null) }));

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
