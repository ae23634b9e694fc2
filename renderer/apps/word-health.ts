import type { TFunction } from 'i18next';
import type { AppView } from '../../shared/model/app.ts';

/** Whether an app works, in the words of its mark. */
export function wordHealth(t: TFunction, app: Pick<AppView, 'health' | 'unconfirmedLogouts'>): string {
  return app.health === 'logout_unconfirmed'
    ? t('appHealth.logout_unconfirmed', { count: app.unconfirmedLogouts })
    : t(`appHealth.${app.health}`);
}
