import { Button, TextInput } from '@mantine/core';
import { IconSearch, IconUser } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { NarrowDown } from '../ui/narrow-down.tsx';
import { AuditChoices } from './audit-choices.tsx';
import { emptySearch, isEmptySearch, type AuditSearch } from './audit-filter.ts';
import classes from './audit-screen.module.css';
import { useSearchChoices } from './use-search-words.ts';

interface Properties {
  readonly search: AuditSearch;
  readonly onChange: (search: AuditSearch) => void;
}

/** Which entries: any words, who or whom, and what else is to hold. */
export function AuditFilterBar({ search, onChange }: Properties) {
  const { t } = useTranslation();
  const set = (fields: Partial<AuditSearch>): void => onChange({ ...search, ...fields });
  const narrowings = useSearchChoices(search).map((choice) => ({
    ...choice,
    onWiden: () => set({ [choice.key]: emptySearch[choice.key] }),
  }));
  return (
    <div className={classes.bar}>
      <TextInput
        className={classes.words}
        aria-label={t('audit.filter')}
        placeholder={t('audit.filterPlaceholder')}
        leftSection={<IconSearch size={16} aria-hidden />}
        value={search.text}
        onChange={(event) => set({ text: event.currentTarget.value })}
      />
      <TextInput
        className={classes.who}
        aria-label={t('audit.who')}
        placeholder={t('audit.whoPlaceholder')}
        leftSection={<IconUser size={16} aria-hidden />}
        value={search.who}
        onChange={(event) => set({ who: event.currentTarget.value })}
      />
      <NarrowDown narrowings={narrowings}>
        <AuditChoices search={search} onSet={set} />
      </NarrowDown>
      {!isEmptySearch(search) && (
        <Button variant="subtle" size="compact-sm" onClick={() => onChange(emptySearch)}>
          {t('audit.clear')}
        </Button>
      )}
    </div>
  );
}
