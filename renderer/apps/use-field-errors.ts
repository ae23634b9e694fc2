import { useTranslation } from 'react-i18next';
import type { AppKind } from '../../shared/model/app.ts';
import type { CommandFailure } from '../authority/command-failure.ts';
import { useFailureSentence } from '../pieces/use-failure-sentence.ts';
import type { AppDraft } from './app-draft.ts';
import { findField, type AppField } from './check-draft.ts';

/** A failed save, each sentence at the field it is about; `rest` is about none. */
export function useFieldErrors(failure: CommandFailure | undefined, kind: AppKind, draft: AppDraft) {
  const toSentence = useFailureSentence();
  const { t } = useTranslation();
  const field = findField(failure, kind, draft);
  const say = (one: CommandFailure): string =>
    one.code === 'app_url_invalid' && field === 'url' ? t(`appFields.urlInvalid.${kind}`) : toSentence(one);
  return {
    field,
    rest: field === undefined ? failure : undefined,
    errorOf: (one: AppField): string | undefined =>
      failure !== undefined && one === field ? say(failure) : undefined,
  };
}
