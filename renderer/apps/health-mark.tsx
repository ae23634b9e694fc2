import { useTranslation } from 'react-i18next';
import type { AppHealth, AppView } from '../../shared/model/app.ts';
import { Mark, type MarkTone } from '../ui/mark.tsx';
import { wordHealth } from './word-health.ts';

const tones = {
  ok: 'ok',
  unused: 'waiting',
  not_listening: 'bad',
  upstream_down: 'bad',
  logout_unconfirmed: 'bad',
} as const satisfies Record<AppHealth, MarkTone>;

export function HealthMark({ app }: { readonly app: Pick<AppView, 'health' | 'unconfirmedLogouts'> }) {
  const { t } = useTranslation();
  return <Mark tone={tones[app.health]}>{wordHealth(t, app)}</Mark>;
}
