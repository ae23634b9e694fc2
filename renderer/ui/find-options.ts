import type { OptionsFilter } from '@mantine/core';
import { foldText, hasWords, splitWords } from '../../shared/fold-text.ts';

/** Which choices of a field are offered for what was typed in it; there are none in groups. */
export const findOptions: OptionsFilter = ({ options, search, limit }) => {
  const words = splitWords(search);
  return options
    .filter((option) => 'group' in option || hasWords(foldText(option.label), words))
    .slice(0, limit);
};
