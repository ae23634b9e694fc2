import { useEffect, useState } from 'react';
import { flushSync } from 'react-dom';

/**
 * True while the page is put on paper, from before the system looks at it: what is then drawn for paper alone is
 * drawn in time.
 */
export function usePrinting(): boolean {
  const [printing, setPrinting] = useState(false);
  useEffect(() => {
    const media = window.matchMedia('print');
    const set = (to: boolean): void => flushSync(() => setPrinting(to));
    const follow = (): void => set(media.matches);
    const begin = (): void => set(true);
    const end = (): void => set(false);
    media.addEventListener('change', follow);
    window.addEventListener('beforeprint', begin);
    window.addEventListener('afterprint', end);
    return () => {
      media.removeEventListener('change', follow);
      window.removeEventListener('beforeprint', begin);
      window.removeEventListener('afterprint', end);
    };
  }, []);
  return printing;
}
