import { useTranslation } from 'react-i18next';
import { useMirror } from '../authority/use-mirror.ts';
import type { UserFilter } from './user-filter.ts';

/** What users can be narrowed to besides a word. */
export function useUserChoices(filter: UserFilter) {
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
  /** In force, each as its field and its value. */
  const chosen = parts
    .filter((key) => filter[key] !== undefined)
    .map((key) => ({
      key,
      field: t(`usersFilter.${key}`),
      value: lists[key].find(({ value }) => value === filter[key])?.label ?? '',
    }));
  return { lists, parts, chosen };
}
