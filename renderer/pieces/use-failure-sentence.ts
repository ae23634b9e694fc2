import { useTranslation } from 'react-i18next';
import type { CommandFailure } from '../authority/command-failure.ts';

/** The console's own words for a code where it has some, else the sentence the authority sent. */
export function useFailureSentence(): (failure: CommandFailure) => string {
  const { t, i18n } = useTranslation();
  return ({ code, message, data }) => {
    const problem = typeof data['problem'] === 'string' ? ` (${data['problem']})` : '';
    const key = `errors.${code}`;
    // Codes come from outside; their keys are known at run time only.
    if (i18n.exists(key)) return `${String(t(key as never))}${problem}`;
    return message === '' ? t('errors.unknown', { code }) : `${message}${problem}`;
  };
}
