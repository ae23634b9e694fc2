import { Checkbox, Textarea } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { findBadPath, pathsMax, readLines } from '../read-lines.ts';
import type { FieldProperties } from './field-properties.ts';

/** Which requests are no use by the person, and which belong to the app alone. */
export function RequestFields({ kind, draft, onChange }: FieldProperties) {
  const { t } = useTranslation();
  if (kind === 'oidc') return null;
  const bad = findBadPath(draft.background);
  return (
    <>
      <Textarea
        dir="ltr"
        label={t('appFields.background')}
        description={t('appFields.backgroundDescription')}
        placeholder={'/api/poll\n/socket.io/*'}
        value={draft.background}
        autosize
        minRows={2}
        maxRows={8}
        spellCheck={false}
        error={
          bad !== undefined &&
          (readLines(draft.background).length > pathsMax
            ? t('appFields.tooManyPaths', { max: pathsMax })
            : t('appFields.badPath', { path: bad }))
        }
        onChange={(event) => onChange({ background: event.currentTarget.value })}
      />
      <Checkbox
        label={t('appFields.authorization')}
        description={t('appFields.authorizationDescription')}
        checked={draft.foreignAuthorization === 'pass'}
        onChange={(event) =>
          onChange({ foreignAuthorization: event.currentTarget.checked ? 'pass' : 'refuse' })
        }
      />
    </>
  );
}
