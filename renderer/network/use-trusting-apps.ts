import { useMirror } from '../authority/use-mirror.ts';
import { useTranslation } from 'react-i18next';
import { getFormatLanguage } from '../pieces/format-moment.ts';

/**
 * Names of the apps whose proxy or back end asks Rollcall itself, and so was given a file of the certificate authority; empty
 * when there is none. Rollcall's own gateway needs none.
 */
export function useTrustingApps(): string {
  const { i18n } = useTranslation();
  const apps = useMirror((mirror) => mirror.apps);
  const names = [...apps.values()].filter(({ kind, oidc }) => kind !== 'gateway' || oidc !== undefined);
  return new Intl.ListFormat(getFormatLanguage(i18n.language)).format(names.map(({ name }) => name));
}
