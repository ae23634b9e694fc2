import { useTranslation } from 'react-i18next';
import type { GroupRules } from '../../shared/model/group.ts';
import { useLimitWords } from '../pieces/use-limit-words.ts';

/** What a group sets, in one line. */
export function useGroupSummary(): (rules: GroupRules) => string {
  const { t } = useTranslation();
  const words = useLimitWords();
  return ({ limit, appLimit, policy, browser, app, hours }) => {
    const lives = [browser.idleSeconds, browser.absoluteSeconds, app.idleSeconds, app.absoluteSeconds];
    const parts = [
      limit === 'inherit' ? '' : words.devices(limit),
      appLimit === 'inherit' ? '' : t('groups.summary.appLimit', { limit: words.devices(appLimit) }),
      policy === 'inherit' ? '' : t(`policy.${policy}.short`),
      lives.every((seconds) => seconds === undefined) ? '' : t('groups.summary.expiry'),
      hours === 'inherit' ? '' : t(hours === 'always' ? 'groups.summary.always' : 'groups.summary.hours'),
    ].filter((part) => part !== '');
    return parts.length === 0 ? t('groups.summary.nothing') : parts.join(' · ');
  };
}
