import { Group, Select } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { auditResults } from '../../shared/model/audit-result.ts';
import { auditKinds } from '../pieces/audit-kinds.ts';
import { DayInput } from '../pieces/day-input.tsx';
import type { AuditSearch } from './audit-filter.ts';
import classes from './audit-screen.module.css';

interface Properties {
  readonly search: AuditSearch;
  readonly onSet: (fields: Partial<AuditSearch>) => void;
}

/** What kind, with what result, which days. */
export function AuditChoices({ search, onSet }: Properties) {
  const { t } = useTranslation();
  return (
    <>
      <Select
        label={t('audit.kind')}
        data={(['all', ...auditKinds] as const).map((value) => ({
          value,
          label: t(`audit.kinds.${value}`),
        }))}
        value={search.kind}
        comboboxProps={{ withinPortal: false, shadow: 'md' }}
        onChange={(next) => onSet({ kind: auditKinds.find((one) => one === next) ?? 'all' })}
      />
      <Select
        label={t('audit.result')}
        data={[
          { value: 'all', label: t('audit.anyResult') },
          ...auditResults.map((value) => ({ value, label: t(`audit.results.${value}`) })),
        ]}
        value={search.result}
        comboboxProps={{ withinPortal: false, shadow: 'md' }}
        onChange={(next) => onSet({ result: auditResults.find((one) => one === next) ?? 'all' })}
      />
      <Group gap="xs" grow align="flex-start" className={classes.days}>
        <DayInput label={t('audit.from')} shown value={search.from} onChange={(from) => onSet({ from })} />
        <DayInput
          label={t('audit.to')}
          shown
          value={search.to}
          min={search.from}
          onChange={(to) => onSet({ to })}
        />
      </Group>
    </>
  );
}
