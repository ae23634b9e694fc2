import { Title } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { useMirror } from '../../authority/use-mirror.ts';
import { CopyButton } from '../../ui/copy-button.tsx';
import { listSocialLoginFields } from '../templates/social-login-key.ts';
import classes from './ready.module.css';

interface Properties {
  readonly clientId: string;
  readonly clientSecret: string;
}

/** What to type into ERPNext, field by field as its form has them. */
export function SocialLoginFields({ clientId, clientSecret }: Properties) {
  const { t } = useTranslation();
  const issuer = useMirror((mirror) => mirror.settings.oidc.issuer);
  return (
    <section className={classes.typed} aria-labelledby="social-login-key">
      <Title order={3} id="social-login-key">
        {t('socialLogin.title')}
      </Title>
      <div className={classes.slip}>
        {listSocialLoginFields({ issuer, clientId, clientSecret }).map(({ label, value }) => (
          <div key={label} className={classes.line}>
            <span className={classes.label} lang="en">
              {label}
            </span>
            <span className={classes.value}>
              <bdi dir="ltr">{value}</bdi>
            </span>
            <CopyButton text={value} label={t('socialLogin.copy', { label })} />
          </div>
        ))}
      </div>
    </section>
  );
}
