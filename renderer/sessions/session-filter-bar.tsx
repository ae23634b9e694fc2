import { Select, TextInput } from '@mantine/core';
import { IconSearch } from '@tabler/icons-react';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import type { SessionView } from '../../shared/model/session.ts';
import { NarrowDown } from '../ui/narrow-down.tsx';
import { valuesOf, type FilterField, type SessionFilter } from './session-filter.ts';
import classes from './sessions-screen.module.css';
import { useFilterWords } from './use-filter-words.ts';

/** Offered at most; who looks for another one types a part of it. */
const offeredMax = 100;

interface Properties {
  readonly filter: SessionFilter;
  readonly onChange: (filter: SessionFilter) => void;
  readonly fields: readonly FilterField[];
  /** What can be chosen from is what occurs in these. */
  readonly sessions: readonly SessionView[] | ReadonlyMap<string, SessionView>;
}

/** Words, and what is to hold besides. */
export function SessionFilterBar({ filter, onChange, fields, sessions }: Properties) {
  const { t } = useTranslation();
  const words = useFilterWords();
  const set = (field: FilterField, value: string | undefined): void => {
    const { [field]: _before, ...rest } = filter.fields;
    onChange({ ...filter, fields: value === undefined ? rest : { ...rest, [field]: value } });
  };
  const narrowings = fields.flatMap((key) => {
    const value = filter.fields[key];
    if (value === undefined) return [];
    const onWiden = (): void => set(key, undefined);
    return [{ key, field: words.field(key), value: words.value(key, value), onWiden }];
  });
  return (
    <div className={classes.filters}>
      <TextInput
        className={classes.filter}
        aria-label={t('sessions.filter')}
        placeholder={t('sessions.filterPlaceholder')}
        leftSection={<IconSearch size={16} aria-hidden />}
        value={filter.text}
        onChange={(event) => onChange({ ...filter, text: event.currentTarget.value })}
      />
      <NarrowDown narrowings={narrowings}>
        <Choices filter={filter} fields={fields} sessions={sessions} onSet={set} />
      </NarrowDown>
    </div>
  );
}

function Choices({
  filter,
  fields,
  sessions,
  onSet,
}: Omit<Properties, 'onChange'> & {
  readonly onSet: (field: FilterField, value: string | undefined) => void;
}) {
  const { t } = useTranslation();
  const words = useFilterWords();
  const offered = useMemo(
    () => new Map(fields.map((field) => [field, listValues(sessions, field)])),
    [sessions, fields],
  );
  return (
    <>
      {fields.map((field) => (
        <Select
          key={field}
          size="sm"
          label={words.field(field)}
          placeholder={t('sessions.any')}
          searchable
          clearable
          allowDeselect
          openOnFocus={false}
          limit={offeredMax}
          comboboxProps={{ withinPortal: false, shadow: 'md' }}
          nothingFoundMessage={t('ui.noRows')}
          data={(offered.get(field) ?? []).map((value) => ({ value, label: words.value(field, value) }))}
          value={filter.fields[field] ?? null}
          onChange={(value) => onSet(field, value ?? undefined)}
        />
      ))}
    </>
  );
}

function listValues(sessions: Properties['sessions'], field: FilterField): readonly string[] {
  const values = new Set<string>();
  for (const session of sessions.values()) for (const value of valuesOf(session, field)) values.add(value);
  return [...values].toSorted((a, b) => a.localeCompare(b, undefined, { numeric: true }));
}
