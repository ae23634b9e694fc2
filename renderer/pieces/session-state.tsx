import { useTranslation } from 'react-i18next';
import { useMirror } from '../authority/use-mirror.ts';
import { Mark } from '../ui/mark.tsx';

/** Signed in, on its way out, or out: as it is now, whatever row it stands in. */
export function SessionState({ id, working }: { readonly id: string; readonly working: boolean }) {
  const { t } = useTranslation();
  const isLive = useMirror((mirror) => mirror.sessions.has(id));
  if (!isLive) return <Mark tone="quiet">{t('sessions.states.ended')}</Mark>;
  return working ? (
    <Mark tone="working">{t('sessions.ending')}</Mark>
  ) : (
    <Mark tone="ok">{t('sessions.states.live')}</Mark>
  );
}
