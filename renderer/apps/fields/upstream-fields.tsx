import { Checkbox, TextInput } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { FieldProperties } from './field-properties.ts';

/** Where the gateway, or the proxy, finds the app itself. */
export function UpstreamFields({ kind, draft, onChange, errorOf }: FieldProperties) {
  const { t } = useTranslation();
  if (kind === 'oidc') return null;
  return (
    <>
      <TextInput
        dir="ltr"
        label={t(`appFields.upstream.${kind}`)}
        description={t(`appFields.upstreamDescription.${kind}`)}
        placeholder="http://127.0.0.1:8080"
        value={draft.upstream}
        error={errorOf('upstream')}
        data-field="upstream"
        onChange={(event) => onChange({ upstream: event.currentTarget.value })}
      />
      {/^https:/i.test(draft.upstream.trim()) && (
        <Checkbox
          label={t('appFields.anyCertificate')}
          description={t('appFields.anyCertificateDescription')}
          checked={draft.upstreamCertificate === 'any'}
          onChange={(event) =>
            onChange({ upstreamCertificate: event.currentTarget.checked ? 'any' : 'verify' })
          }
        />
      )}
    </>
  );
}
