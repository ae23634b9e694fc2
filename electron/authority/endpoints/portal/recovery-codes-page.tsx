import type { Frame } from './frame.ts';
import { Notice, Page } from './page.tsx';

/** The recovery codes, the only time they are seen. */
export function RecoveryCodesPage(props: {
  readonly frame: Frame;
  readonly userName: string;
  readonly codes: readonly string[];
  /** The second factor was added just now; otherwise only these codes are new. */
  readonly added: boolean;
}) {
  const { frame, userName, codes, added } = props;
  const { t } = frame;
  return (
    <Page frame={frame} title={t('recoveryCodes.title')}>
      <Notice kind="good">{t(added ? 'recoveryCodes.added' : 'recoveryCodes.renewed')}</Notice>
      <p>{t('recoveryCodes.intro')}</p>
      <section className="panel">
        <h2>{t('recoveryCodes.of', { name: userName, brand: frame.brand })}</h2>
        <ul className="codes">
          {codes.map((code) => (
            <li key={code}>
              <code>{code}</code>
            </li>
          ))}
        </ul>
      </section>
      <p>{t('recoveryCodes.once')}</p>
      <a className="button" href="/devices">
        {t('recoveryCodes.kept')}
      </a>
    </Page>
  );
}
