import { Checkbox, Textarea } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { addressesMax, readLines } from '../read-lines.ts';
import type { AskedField } from '../templates/app-template.ts';
import { BackchannelField } from './backchannel-field.tsx';
import type { FieldProperties } from './field-properties.ts';
import { RedirectField } from './redirect-field.tsx';

interface Properties extends FieldProperties {
  /** Stand elsewhere in the form. */
  readonly asked?: readonly AskedField[];
}

/** An app that asks Rollcall by OpenID Connect who somebody is. */
export function OpenidFields({ asked = [], ...properties }: Properties) {
  const { kind, draft, onChange } = properties;
  const { t } = useTranslation();
  return (
    <>
      {kind !== 'oidc' && (
        <Checkbox
          label={t('appFields.openid')}
          description={t('appFields.openidDescription')}
          checked={draft.openid}
          onChange={(event) => onChange({ openid: event.currentTarget.checked })}
        />
      )}
      {(kind === 'oidc' || draft.openid) && (
        <>
          {!asked.includes('redirectUris') && <RedirectField {...properties} />}
          <Textarea
            dir="ltr"
            label={t('appFields.postLogout')}
            description={t('appFields.postLogoutDescription')}
            value={draft.postLogoutRedirectUris}
            autosize
            minRows={1}
            maxRows={6}
            spellCheck={false}
            error={
              properties.errorOf('postLogoutRedirectUris') ??
              (readLines(draft.postLogoutRedirectUris).length > addressesMax &&
                t('appFields.tooManyAddresses', { max: addressesMax }))
            }
            data-field="postLogoutRedirectUris"
            onChange={(event) => onChange({ postLogoutRedirectUris: event.currentTarget.value })}
          />
          {!asked.includes('backchannel') && <BackchannelField {...properties} />}
          <Checkbox
            label={t('appFields.public')}
            description={t('appFields.publicDescription')}
            checked={draft.public}
            onChange={(event) => onChange({ public: event.currentTarget.checked })}
          />
          <Checkbox
            label={t('appFields.deviceFlow')}
            description={t('appFields.deviceFlowDescription')}
            checked={draft.deviceFlow}
            onChange={(event) => onChange({ deviceFlow: event.currentTarget.checked })}
          />
        </>
      )}
    </>
  );
}
