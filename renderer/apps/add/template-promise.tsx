import { useTranslation } from 'react-i18next';
import type { AppTemplate, Front } from '../templates/app-template.ts';
import classes from './add-app.module.css';

/** Which way of standing before an app holds how much; the four proxies do not differ in it. */
const holding = {
  gateway: 'gateway',
  nginx: 'proxy',
  caddy: 'proxy',
  traefik: 'proxy',
  app: 'app',
} as const satisfies Record<Front, string>;

/** What will be held, and what stays open, before anything is added. */
export function TemplatePromise({
  template,
  front,
}: {
  readonly template: AppTemplate;
  readonly front: Front;
}) {
  const { t } = useTranslation();
  return (
    <dl className={classes.promise}>
      <div>
        <dt>{t('addApp.holds')}</dt>
        <dd>{template.id === 'native' ? t('addApp.held.native') : t(`addApp.held.${holding[front]}`)}</dd>
      </div>
      <div>
        <dt>{t('addApp.open')}</dt>
        <dd>{t(`templates.${template.id}.open`)}</dd>
      </div>
    </dl>
  );
}
