import { useTranslation } from 'react-i18next';
import type { Finding } from '../../../shared/model/app.ts';
import { sayFinding } from '../../../shared/words/say-finding.ts';
import { AuthorityWords } from '../../pieces/authority-words.tsx';
import { useTeller } from '../../pieces/use-teller.ts';
import { Mark, type MarkTone } from '../../ui/mark.tsx';
import classes from './app-screen.module.css';

const tones = { bad: 'bad', unknown: 'waiting', good: 'ok' } as const satisfies Record<
  Finding['result'],
  MarkTone
>;
const ranks = { bad: 0, unknown: 1, good: 2 } as const satisfies Record<Finding['result'], number>;

/** Each thing the test looked at: what was found, and what to do about it. The worst first. */
export function FindingList({ findings }: { readonly findings: readonly Finding[] }) {
  const { t } = useTranslation();
  const tell = useTeller();
  const ranked = findings.toSorted((a, b) => ranks[a.result] - ranks[b.result]);
  return (
    <ul className={classes.findings} aria-label={t('coverage.findings')}>
      {ranked.map((finding) => {
        const said = sayFinding(tell, finding);
        return (
          <li key={`${finding.code} ${finding.sentence}`} data-result={finding.result}>
            <Mark tone={tones[finding.result]}>
              <span className={classes.found}>{t(`findings.${finding.code}.${finding.result}`)}</span>
            </Mark>
            <p>
              <AuthorityWords said={said?.sentence} written={finding.sentence} />
            </p>
            {finding.fix !== undefined && (
              <p>
                <strong>{t('coverage.fix')}</strong> <AuthorityWords said={said?.fix} written={finding.fix} />
              </p>
            )}
          </li>
        );
      })}
    </ul>
  );
}
