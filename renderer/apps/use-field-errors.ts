import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { AppKind } from '../../shared/model/app.ts';
import type { CommandFailure } from '../authority/command-failure.ts';
import { useMirror } from '../authority/use-mirror.ts';
import { useFailureSentence } from '../pieces/use-failure-sentence.ts';
import type { AppDraft } from './app-draft.ts';
import { findField, type AppField } from './check-draft.ts';
import { findFaults } from './find-faults.ts';

/** In the order of the form: where the keyboard goes first. */
const order: readonly AppField[] = ['name', 'url', 'plainHttp', 'upstream', 'redirectUris'];

/**
 * What is wrong, each sentence at the field it is about: what the console sees itself, all of it from the first try to
 * save on, and what the authority answered. `rest` is about no field.
 */
export function useFieldErrors(
  failure: CommandFailure | undefined,
  kind: AppKind,
  draft: AppDraft,
  ownId?: string,
) {
  const toSentence = useFailureSentence();
  const { t } = useTranslation();
  const apps = useMirror((mirror) => mirror.apps);
  const status = useMirror((mirror) => mirror.status);
  const settings = useMirror((mirror) => mirror.settings);
  /** So many tries to save were held back. */
  const [tries, setTries] = useState(0);
  const faults = findFaults(kind, draft, { apps, status, settings }, ownId);
  const first = order.find((one) => faults[one] !== undefined);
  const answered = findField(failure, kind, draft);
  const say = (one: CommandFailure, field: AppField): string =>
    one.code === 'app_url_invalid' && field === 'url' ? t(`appFields.urlInvalid.${kind}`) : toSentence(one);
  return {
    /** Where the keyboard goes after a try that did not succeed. */
    field: tries > 0 && first !== undefined ? first : answered,
    tries,
    /** Gives whether there is nothing to hold back. */
    check: (): boolean => {
      if (first === undefined) return true;
      setTries(tries + 1);
      return false;
    },
    rest: answered === undefined ? failure : undefined,
    errorOf: (one: AppField): string | undefined => {
      const code = tries > 0 ? faults[one] : undefined;
      if (code !== undefined) return say({ code, message: '', data: {} }, one);
      return failure !== undefined && one === answered ? say(failure, one) : undefined;
    },
  };
}
