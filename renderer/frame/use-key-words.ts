import { useTranslation } from 'react-i18next';

const signs: Readonly<Record<string, string>> = { Up: '↑', Down: '↓' };
const isMac = navigator.platform.startsWith('Mac');

/** The names of keys as they stand on the keyboards of this language: `CmdOrCtrl+K` as `Ctrl+K` or `⌘K`. */
export function useKeyWords(): (accelerator: string) => string {
  const { t } = useTranslation();
  const named = ['Shift', 'Space', 'Enter', 'Delete', 'Home', 'End', 'PageUp', 'PageDown', 'Esc'] as const;
  return (accelerator) => {
    const words = accelerator.split('+').map((key) => {
      if (key === 'CmdOrCtrl') return isMac ? '⌘' : t('keys.Ctrl');
      const known = named.find((one) => one === key);
      return known === undefined ? (signs[key] ?? key) : t(`keys.${known}`);
    });
    return words.join(isMac ? '' : '+');
  };
}
