import { Button } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { AppView } from '../../shared/model/app.ts';
import { useCommand } from '../authority/use-command.ts';
import { FailureNotice } from '../pieces/failure-notice.tsx';
import { draftOf, type AppDraft } from './app-draft.ts';
import { isComplete } from './check-draft.ts';
import { AddressFields } from './fields/address-fields.tsx';
import { EntryField } from './fields/entry-field.tsx';
import { FormPart } from './fields/form-part.tsx';
import { NameField } from './fields/name-field.tsx';
import { OpenidFields } from './fields/openid-fields.tsx';
import { RequestFields } from './fields/request-fields.tsx';
import { TellsFields } from './fields/tells-fields.tsx';
import { UpstreamFields } from './fields/upstream-fields.tsx';
import { listAppEdits } from './list-app-edits.ts';
import { useFieldErrors } from './use-field-errors.ts';
import { useFieldFocus } from './use-field-focus.ts';
import { useShownApp, type AppDialogProperties } from './use-shown-app.ts';
import { Dialog } from '../ui/dialog.tsx';
import { DialogBody } from '../ui/dialog-body.tsx';
import { ActButton } from '../ui/act-button.tsx';

interface Properties extends AppDialogProperties {
  /** What was copied for the app before does not do any more. */
  readonly onSnippetChanged: () => void;
}

export function EditAppDialog({ app, onClose, onSnippetChanged }: Properties) {
  const { t } = useTranslation();
  const shown = useShownApp(app);
  return (
    <Dialog
      opened={app !== undefined}
      onClose={onClose}
      title={t('editApp.title', { name: shown?.name ?? '' })}
      size="42rem"
      closeButtonProps={{ 'aria-label': t('ui.close') }}
    >
      {app !== undefined && (
        <Form key={app.id} app={app} onClose={onClose} onSnippetChanged={onSnippetChanged} />
      )}
    </Dialog>
  );
}

function Form({ app, onClose, onSnippetChanged }: Properties & { readonly app: AppView }) {
  const { t } = useTranslation();
  const { kind } = app;
  const [opened] = useState<AppDraft>(() => draftOf(app));
  const [edits, setEdits] = useState<Partial<AppDraft>>({});
  const draft: AppDraft = { ...opened, ...edits };
  const changes = listAppEdits(kind, opened, draft);
  const set = useCommand((client) => client.apps.set({ id: app.id, ...changes }));
  const { field, rest, tries, check, errorOf } = useFieldErrors(set.failure, kind, draft, app.id);
  const formRef = useFieldFocus(set.failure, field, tries);
  const complete = isComplete(kind, draft);
  const fields = {
    kind,
    draft,
    errorOf,
    onChange: (part: Partial<AppDraft>): void => setEdits((before) => ({ ...before, ...part })),
  };

  const submit = async (): Promise<void> => {
    if (Object.keys(changes).length === 0) return onClose();
    const result = await set.run();
    if (!result.ok) return;
    if (result.answer.snippetChanged) onSnippetChanged();
    onClose();
  };
  return (
    <DialogBody
      formRef={formRef}
      gap="lg"
      onSubmit={() => {
        if (complete && check()) void submit();
      }}
      foot={
        <>
          <Button variant="default" onClick={onClose}>
            {t('ui.cancel')}
          </Button>
          <ActButton type="submit" disabled={!complete} loading={set.working}>
            {t('ui.save')}
          </ActButton>
        </>
      }
    >
      <FormPart title={t('editApp.parts.app')}>
        <NameField {...fields} />
        <AddressFields {...fields} />
        <UpstreamFields {...fields} />
        <EntryField {...fields} />
      </FormPart>
      {kind !== 'oidc' && (
        <FormPart title={t('editApp.parts.requests')}>
          <RequestFields {...fields} />
          <TellsFields {...fields} />
        </FormPart>
      )}
      <FormPart title={t('editApp.parts.openid')}>
        <OpenidFields {...fields} />
      </FormPart>
      <FailureNotice failure={rest} />
    </DialogBody>
  );
}
