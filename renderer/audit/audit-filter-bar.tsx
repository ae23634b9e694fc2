import { Button, Pill, TextInput } from '@mantine/core';
import { IconSearch, IconUser } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { AuditChoices } from './audit-choices.tsx';
import { emptySearch, isEmptySearch, type AuditSearch } from './audit-filter.ts';
import classes from './audit-screen.module.css';

interface Properties {
  readonly search: AuditSearch;
  readonly onChange: (search: AuditSearch) => void;
}

/** Which entries: any words, who or whom; what else is to hold, each as a chip that goes with one click. */
export function AuditFilterBar({ search, onChange }: Properties) {
  const { t } = useTranslation();
  const set = (fields: Partial<AuditSearch>): void => onChange({ ...search, ...fields });
  const chips = [
    { part: 'kind', value: search.kind === 'all' ? '' : t(`audit.kinds.${search.kind}`) },
    { part: 'result', value: search.result === 'all' ? '' : t(`audit.results.${search.result}`) },
    { part: 'from', value: search.from },
    { part: 'to', value: search.to },
  ] as const;
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
      <AuditChoices search={search} onSet={set} />
      {chips
        .filter(({ value }) => value !== '')
        .map(({ part, value }) => {
          const field = t(`audit.${part}`);
          return (
            <Pill
              key={part}
              withRemoveButton
              size="md"
              className={classes.chip}
              onRemove={() => set({ [part]: emptySearch[part] })}
              // The kit hides it from the keyboard and from screen readers.
              removeButtonProps={{
                'aria-label': t('sessions.widen', { field }),
                'aria-hidden': false,
                tabIndex: 0,
              }}
            >
              {t('sessions.chip', { field, value })}
            </Pill>
          );
        })}
      {!isEmptySearch(search) && (
        <Button variant="subtle" size="compact-md" onClick={() => onChange(emptySearch)}>
          {t('audit.clear')}
        </Button>
      )}
    </div>
  );
}
