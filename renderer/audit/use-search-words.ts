import { useTranslation } from 'react-i18next';
import { formatDay, getFormatLanguage } from '../pieces/format-moment.ts';
import type { AuditSearch } from './audit-filter.ts';

const choices = ['kind', 'result', 'from', 'to'] as const;

/** What a search is narrowed to besides words, each as its field and its value. */
export function useSearchChoices(search: AuditSearch) {
  const { t, i18n } = useTranslation();
  const language = getFormatLanguage(i18n.language);
  const values = {
    kind: search.kind === 'all' ? '' : t(`audit.kinds.${search.kind}`),
    result: search.result === 'all' ? '' : t(`audit.results.${search.result}`),
    from: formatDay(search.from, language),
    to: formatDay(search.to, language),
  };
  return choices
    .filter((key) => values[key] !== '')
    .map((key) => ({ key, field: t(`audit.${key}`), value: values[key] }));
}

/** The whole search in words, for paper. */
export function useSearchWords(search: AuditSearch): readonly string[] {
  const { t } = useTranslation();
  const who = search.who.trim();
  return [
    search.text.trim(),
    who === '' ? '' : t('narrow.chip', { field: t('audit.who'), value: who }),
    ...useSearchChoices(search).map(({ field, value }) => t('narrow.chip', { field, value })),
  ];
}
