import { useTranslation } from 'react-i18next';
import type { UserView } from '../../shared/model/user.ts';
import { getFormatLanguage } from '../pieces/format-moment.ts';
import classes from './users-screen.module.css';

/** Names shown at most; the rest is a number. */
const shownMax = 12;

/** Whom an act on many is about. */
export function ChosenUsers({ users }: { readonly users: readonly UserView[] }) {
  const { t, i18n } = useTranslation();
  const names = users.slice(0, shownMax).map(({ name }) => name);
  const more = users.length - names.length;
  const list = more > 0 ? [...names, t('manyUsers.more', { count: more })] : names;
  return (
    <p className={classes.chosenNames}>
      {new Intl.ListFormat(getFormatLanguage(i18n.language)).format(list)}
    </p>
  );
}
