import { useTranslation } from 'react-i18next';
import type { CommandFailure } from '../authority/command-failure.ts';

/** The console's own words for a code where it has some, else the sentence the authority sent. */
export function useFailureSentence(): (failure: CommandFailure) => string {
  const { t, i18n } = useTranslation();
  return ({ code, message, data }) => {
    if (code === 'setting_invalid') {
      // The authority says in English what is wrong; here it is the number that would fit, or the field itself.
      const { min, max } = data;
      const bounds = [
        ...(typeof min === 'number' ? [t('settingFaults.min', { min })] : []),
        ...(typeof max === 'number' ? [t('settingFaults.max', { max })] : []),
      ];
      return [t('errors.setting_invalid'), ...bounds].join(' ');
    }
    // What is wrong with a value, or who holds a port.
    const more = data['problem'] ?? data['holder'];
    const problem = typeof more === 'string' ? ` (${more})` : '';
    const key = `errors.${code}`;
    // Codes come from outside; their keys are known at run time only.
    if (i18n.exists(key)) return `${t(key as 'errors.unknown', { code, ...data })}${problem}`;
    return message === '' ? t('errors.unknown', { code }) : `${message}${problem}`;
  };
}
