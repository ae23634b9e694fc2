import { useMemo } from 'react';
import { foldText, hasWords, splitWords } from '../../shared/fold-text.ts';
import { useSettingTexts } from '../pieces/use-setting-texts.ts';

/** The places that have each word of the search, as the command box finds them, and the sections they are in. */
export function useFoundSettings(search: string): ReadonlySet<string> {
  const texts = useSettingTexts();
  return useMemo(() => {
    const words = splitWords(search);
    const found = texts.filter(({ title, sectionTitle, more, far }) =>
      hasWords(foldText([title, sectionTitle, more, far].join('\n')), words),
    );
    return new Set(found.flatMap(({ place, section }) => [place, section]));
  }, [texts, search]);
}
