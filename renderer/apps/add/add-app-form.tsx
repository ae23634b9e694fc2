import { Button, Collapse } from '@mantine/core';
import { IconChevronDown } from '@tabler/icons-react';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { FailureNotice } from '../../pieces/failure-notice.tsx';
import { isComplete, type AppField } from '../check-draft.ts';
import { AddressFields } from '../fields/address-fields.tsx';
import { BackchannelField } from '../fields/backchannel-field.tsx';
import { EntryField } from '../fields/entry-field.tsx';
import { NameField } from '../fields/name-field.tsx';
import { RedirectField } from '../fields/redirect-field.tsx';
import { UpstreamFields } from '../fields/upstream-fields.tsx';
import type { AppTemplate } from '../templates/app-template.ts';
import { useFieldFocus } from '../use-field-focus.ts';
import classes from './add-app.module.css';
import { FrontInput } from './front-input.tsx';
import { MoreFields } from './more-fields.tsx';
import { TemplatePromise } from './template-promise.tsx';
import { useNewApp, type AppWithSecret } from './use-new-app.ts';
import { ActButton } from '../../ui/act-button.tsx';
import { DialogBody } from '../../ui/dialog-body.tsx';

interface Properties {
  readonly template: AppTemplate;
  readonly onAdded: (added: AppWithSecret, front: string) => void;
  readonly onBack: () => void;
}

/** Asks what a template does not know; the rest is filled in and stands under "More settings". */
export function AddAppForm({ template, onAdded, onBack }: Properties) {
  const { t } = useTranslation();
  const { front, setFront, add, field, rest, tries, check, ...fields } = useNewApp(template);
  const { kind, draft } = fields;
  const asks = template.asks(front);
  const [opened, setOpened] = useState(false);
  // A field with a fault must be seen.
  const showsMore = opened || isHidden(field, asks);
  const formRef = useFieldFocus(add.failure, field, tries);
  useEffect(() => formRef.current?.querySelector('input')?.focus(), [formRef]);
  const complete = isComplete(kind, draft);
  return (
    <DialogBody
      formRef={formRef}
      sides="apart"
      onSubmit={() => {
        if (!complete || !check()) return;
        void add.run().then((result) => {
          if (result.ok) onAdded(result.answer, front);
        });
      }}
      foot={
        <>
          <Button variant="default" onClick={onBack}>
            {t('addApp.back')}
          </Button>
          <ActButton type="submit" disabled={!complete} loading={add.working}>
            {t('addApp.act')}
          </ActButton>
        </>
      }
    >
      {template.fronts.length > 1 && (
        <FrontInput fronts={template.fronts} value={front} onChange={setFront} />
      )}
      <TemplatePromise template={template} front={front} />
      <NameField {...fields} />
      {asks.includes('url') && <AddressFields {...fields} />}
      {asks.includes('upstream') && <UpstreamFields {...fields} />}
      {asks.includes('redirectUris') && <RedirectField {...fields} />}
      {asks.includes('backchannel') && <BackchannelField {...fields} />}
      <EntryField {...fields} />
      <div>
        <Button
          variant="subtle"
          size="compact-sm"
          aria-expanded={showsMore}
          rightSection={<IconChevronDown size={16} aria-hidden />}
          onClick={() => setOpened(!showsMore)}
        >
          {t('addApp.more')}
        </Button>
        <Collapse expanded={showsMore}>
          <div className={classes.more}>
            <MoreFields {...fields} asks={asks} />
          </div>
        </Collapse>
      </div>
      <FailureNotice failure={rest} />
    </DialogBody>
  );
}

function isHidden(field: AppField | undefined, asks: readonly string[]): boolean {
  if (field === undefined || field === 'name' || field === 'groups') return false;
  if (field === 'plainHttp') return !asks.includes('url');
  return !asks.includes(field === 'backchannelLogoutUri' ? 'backchannel' : field);
}
