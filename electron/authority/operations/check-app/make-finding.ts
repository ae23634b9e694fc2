import type { Finding } from '../../../../shared/model/app.ts';
import { sayFinding, type FindingSaid, type FindingValues } from '../../../../shared/words/say-finding.ts';
import { englishTeller } from '../english-words.ts';

/** A finding with its English sentence. `values` is kept with it, for the sentence in other languages. */
export function makeFinding<Said extends FindingSaid>(
  code: Finding['code'],
  result: Finding['result'],
  said: Said,
  values: FindingValues<Said> & Finding['data'],
): Finding {
  const words = sayFinding(englishTeller, { said, data: values });
  return {
    code,
    result,
    said,
    sentence: words?.sentence ?? said,
    ...(words?.fix === undefined ? {} : { fix: words.fix }),
    data: values,
  };
}
