import { Button, Select, TextInput } from '@mantine/core';
import { IconSearch, IconUser } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { auditKinds } from '../pieces/audit-kinds.ts';
import { emptySearch, isEmptySearch, type AuditSearch } from './audit-filter.ts';
import classes from './audit-screen.module.css';

interface Properties {
  readonly search: AuditSearch;
  readonly onChange: (search: AuditSearch) => void;
}

/** Which entries: what kind, who or whom, any words, which days. */
export function AuditFilterBar({ search, onChange }: Properties) {
  const { t } = useTranslation();
  const set = (fields: Partial<AuditSearch>): void => onChange({ ...search, ...fields });
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
      <Select
        className={classes.kind}
        aria-label={t('audit.kind')}
        data={(['all', ...auditKinds] as const).map((value) => ({
          value,
          label: t(`audit.kinds.${value}`),
        }))}
        value={search.kind}
        onChange={(next) => set({ kind: auditKinds.find((one) => one === next) ?? 'all' })}
      />
      <div className={classes.days}>
        <TextInput
          type="date"
          aria-label={t('audit.from')}
          value={search.from}
          onChange={(event) => set({ from: event.currentTarget.value })}
        />
        <span aria-hidden>–</span>
        <TextInput
          type="date"
          aria-label={t('audit.to')}
          value={search.to}
          min={search.from}
          onChange={(event) => set({ to: event.currentTarget.value })}
        />
      </div>
      {!isEmptySearch(search) && (
        <Button variant="subtle" onClick={() => onChange(emptySearch)}>
          {t('audit.clear')}
        </Button>
      )}
    </div>
  );
}
