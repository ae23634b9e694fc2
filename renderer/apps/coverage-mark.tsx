import { useTranslation } from 'react-i18next';
import type { AppView } from '../../shared/model/app.ts';
import { howTested } from '../../shared/model/held.ts';
import { Mark } from '../ui/mark.tsx';

/** How tightly an app is held: by shape and word. What was not tested is a promise, and never green. */
export function CoverageMark({ app }: { readonly app: AppView }) {
  const { t } = useTranslation();
  const tested = howTested(app);
  const words = t(`coverage.${app.coverage}.short`);
  if (app.coverage === 'bypassable') return <Mark tone="bad">{words}</Mark>;
  if (tested === 'unanswered') return <Mark tone="warn">{t('coverage.unanswered')}</Mark>;
  if (app.plainHttp) return <Mark tone="bad">{words}</Mark>;
  if (tested === 'not_tested') return <Mark tone="waiting">{words}</Mark>;
  return <Mark tone={app.coverage === 'sign_in_only' ? 'quiet' : 'ok'}>{words}</Mark>;
}
