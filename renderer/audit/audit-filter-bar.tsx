import { Button, Select, TextInput } from '@mantine/core';
import { IconSearch, IconUser } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { auditResults } from '../../shared/model/audit-result.ts';
import { auditKinds } from '../pieces/audit-kinds.ts';
import { DayInput } from '../pieces/day-input.tsx';
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
      <Select
        className={classes.result}
        aria-label={t('audit.result')}
        data={[
          { value: 'all', label: t('audit.anyResult') },
          ...auditResults.map((value) => ({ value, label: t(`audit.results.${value}`) })),
        ]}
        value={search.result}
        onChange={(next) => set({ result: auditResults.find((one) => one === next) ?? 'all' })}
      />
      <div className={classes.days}>
        <DayInput label={t('audit.from')} value={search.from} onChange={(from) => set({ from })} />
        <span aria-hidden>–</span>
        <DayInput label={t('audit.to')} value={search.to} min={search.from} onChange={(to) => set({ to })} />
      </div>
      {!isEmptySearch(search) && (
        <Button variant="subtle" onClick={() => onChange(emptySearch)}>
          {t('audit.clear')}
        </Button>
      )}
    </div>
  );
}
