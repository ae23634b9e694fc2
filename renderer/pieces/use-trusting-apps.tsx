import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useMirror } from '../authority/use-mirror.ts';
import { getFormatLanguage } from './format-moment.ts';

/**
 * Names of the apps whose proxy or back end asks Rollcall itself, and so was given a file of the certificate authority;
 * undefined when there is none. Rollcall's own gateway needs none.
 */
export function useTrustingApps(): ReactNode {
  const { i18n } = useTranslation();
  const apps = useMirror((mirror) => mirror.apps);
  const names = [...apps.values()]
    .filter(({ kind, oidc }) => kind !== 'gateway' || oidc !== undefined)
    .map(({ name }) => name);
  if (names.length === 0) return undefined;
  const list = new Intl.ListFormat(getFormatLanguage(i18n.language)).formatToParts(names);
  // Each runs as its own letters do.
  return list.map(({ type, value }, place) =>
    type === 'element' ? <bdi key={`${String(place)} ${value}`}>{value}</bdi> : value,
  );
}
