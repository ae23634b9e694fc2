import { useTranslation } from 'react-i18next';
import type { ImportFault } from '../../../shared/model/user-import.ts';

/** What is wrong with a cell, as a sentence. */
export function useFaultWords(): (fault: ImportFault) => string {
  const { t } = useTranslation();
  return ({ code, of = '' }) => t(`importUsers.faults.${code}`, { of });
}
