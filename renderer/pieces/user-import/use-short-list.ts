import { useTranslation } from 'react-i18next';
import { getFormatLanguage } from '../format-moment.ts';

/** Names shown at most; the rest is a number. */
const shownMax = 20;
/** So that one of them does not fill the notice. */
const lengthMax = 32;

/** Names as they stand in a sentence, of many only the first. */
export function useShortList(): (names: readonly string[]) => string {
  const { t, i18n } = useTranslation();
  return (names) => {
    const shown = names
      .slice(0, shownMax)
      .map((name) => (name.length > lengthMax ? `${name.slice(0, lengthMax - 1)}…` : name));
    const more = names.length - shown.length;
    const list = more > 0 ? [...shown, t('importUsers.moreNames', { count: more })] : shown;
    return new Intl.ListFormat(getFormatLanguage(i18n.language)).format(list);
  };
}
