import { useTranslation } from 'react-i18next';
import type { AppView, CoverageLevel } from '../../shared/model/app.ts';
import { Mark, type MarkTone } from '../ui/mark.tsx';

const tones = {
  every_request: 'ok',
  sign_in_only: 'quiet',
  bypassable: 'bad',
} as const satisfies Record<CoverageLevel, MarkTone>;

/** How tightly an app is held: by shape and word. */
export function CoverageMark({ app }: { readonly app: Pick<AppView, 'coverage'> }) {
  const { t } = useTranslation();
  return <Mark tone={tones[app.coverage]}>{t(`coverage.${app.coverage}.short`)}</Mark>;
}
