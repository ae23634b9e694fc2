import { Title } from '@mantine/core';
import { useId } from 'react';
import { useTranslation } from 'react-i18next';
import { CopyButton } from '../../ui/copy-button.tsx';
import type { SocialLoginField } from '../templates/social-login-key.ts';
import classes from './ready.module.css';

/** What to type into ERPNext, field by field as its form has them. */
export function SocialLoginFields({ fields }: { readonly fields: readonly SocialLoginField[] }) {
  const { t } = useTranslation();
  const titleId = useId();
  return (
    <section className={classes.typed} aria-labelledby={titleId}>
      <Title order={3} id={titleId}>
        {t('socialLogin.title')}
      </Title>
      <div className={classes.slip}>
        {fields.map(({ label, value }) => (
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
