import { Button, Popover, Select, Stack, TextInput } from '@mantine/core';
import { IconFilter, IconSearch, IconX } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { useMirror } from '../authority/use-mirror.ts';
import { noUserFilter, type UserFilter } from './matches-user-filter.ts';
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
  const inForce = parts.filter((part) => filter[part] !== undefined);
  const labelOf = (part: keyof typeof lists): string =>
    lists[part].find(({ value }) => value === filter[part])?.label ?? '';

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
      <Popover position="bottom-start" shadow="md" width={280} trapFocus withinPortal>
        <Popover.Target>
          <Button variant="default" leftSection={<IconFilter size={16} aria-hidden />}>
            {t('usersFilter.open')}
          </Button>
        </Popover.Target>
        <Popover.Dropdown>
          <Stack gap="sm">
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
          </Stack>
        </Popover.Dropdown>
      </Popover>
      {inForce.map((part) => (
        <Button
          key={part}
          size="compact-md"
          variant="light"
          rightSection={<IconX size={14} aria-hidden />}
          aria-label={t('usersFilter.remove', { filter: `${t(`usersFilter.${part}`)}: ${labelOf(part)}` })}
          onClick={() => set(part, null)}
        >
          {`${t(`usersFilter.${part}`)}: ${labelOf(part)}`}
        </Button>
      ))}
      {inForce.length > 1 && (
        <Button size="compact-md" variant="subtle" onClick={() => onChange(noUserFilter)}>
          {t('usersFilter.clear')}
        </Button>
      )}
    </div>
  );
}
