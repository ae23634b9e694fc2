import { Checkbox, Group, Select, TextInput } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { tellsSchema } from '../../../shared/model/app.ts';
import { isNameOfCookie } from '../check-draft.ts';
import classes from './fields.module.css';
import type { FieldProperties } from './field-properties.ts';

/** Where the app says whom it takes the person for, so that two different people are noticed. */
export function TellsFields({ kind, draft, onChange }: FieldProperties) {
  const { t } = useTranslation();
  if (kind === 'oidc') return null;
  const name = draft.tellsName.trim();
  return (
    <div className={classes.nest}>
      <Checkbox
        label={t('appFields.tells')}
        description={t('appFields.tellsDescription')}
        checked={draft.tells}
        onChange={(event) => onChange({ tells: event.currentTarget.checked })}
      />
      {draft.tells && (
        <Group grow align="flex-start" className={classes.nested}>
          {/* A header of its answers passes the gateway only. */}
          {kind === 'gateway' && (
            <Select
              label={t('appFields.tellsFrom')}
              data={(['cookie', 'header'] as const).map((value) => ({
                value,
                label: t(`appFields.tellsPlaces.${value}`),
              }))}
              value={draft.tellsFrom}
              onChange={(next) => onChange({ tellsFrom: next === 'header' ? 'header' : 'cookie' })}
            />
          )}
          <TextInput
            label={t(`appFields.tellsName.${draft.tellsFrom}`)}
            placeholder="user_id"
            value={draft.tellsName}
            error={name !== '' && !isNameOfCookie(name) && t('appFields.badName')}
            onChange={(event) => onChange({ tellsName: event.currentTarget.value })}
          />
          <Select
            label={t('appFields.tellsIs')}
            data={tellsSchema.shape.is.options.map((value) => ({
              value,
              label: t(`appFields.tellsKinds.${value}`),
            }))}
            value={draft.tellsIs}
            onChange={(next) =>
              onChange({ tellsIs: tellsSchema.shape.is.options.find((one) => one === next) ?? 'name' })
            }
          />
        </Group>
      )}
    </div>
  );
}
