import { useTranslation } from 'react-i18next';
import type { SessionView } from '../../shared/model/session.ts';
import { useMirror } from '../authority/use-mirror.ts';
import { CopyButton } from '../ui/copy-button.tsx';
import { Facts } from '../ui/facts.tsx';
import { FullMoment } from './full-moment.tsx';
import classes from './session-facts.module.css';
import { useDeviceWords } from './use-device-words.ts';
import { useDurationWords } from './use-duration-words.ts';

export function SessionFacts({ session }: { readonly session: SessionView }) {
  const { t } = useTranslation();
  const toDevice = useDeviceWords();
  const facts = [
    { name: t('sessions.user'), value: session.userName },
    { name: t('sessions.device'), value: toDevice(session.device) },
    {
      name: t('session.class'),
      value: t('session.classAndMethod', {
        class: t(`classes.${session.class}`),
        method: t(`methods.${session.method}`),
      }),
    },
    { name: t('sessions.signedIn'), value: <FullMoment iso={session.signedInAt} /> },
    { name: t('session.lastUsed'), value: <FullMoment iso={session.lastUsedAt} /> },
    { name: t('session.lastSeen'), value: <FullMoment iso={session.lastSeenAt} /> },
    { name: t('session.address'), value: session.address },
    {
      name: t('sessions.apps'),
      value: session.apps.length === 0 ? t('session.noApps') : session.apps.join(', '),
    },
    ...(session.ended === undefined
      ? [{ name: t('sessions.expires'), value: <Expiry session={session} /> }]
      : []),
    {
      name: t('session.id'),
      value: (
        <span className={classes.id}>
          <bdi dir="ltr">{session.id}</bdi> <CopyButton text={session.id} label={t('session.copyId')} />
        </span>
      ),
    },
  ];
  return <Facts facts={facts} />;
}

/** When it ends, and which of its bounds comes first. */
function Expiry({ session }: { readonly session: SessionView }) {
  const { t } = useTranslation();
  const toWords = useDurationWords();
  const life = useMirror((mirror) => mirror.users.get(session.userId)?.expiry[session.class]);
  return (
    <>
      <FullMoment iso={session.expiresAt} />
      <span className={classes.second}>
        {t(`session.first.${session.expiresBy}`, {
          idle: life === undefined ? '' : toWords(life.idleSeconds.value),
          absolute: life === undefined ? '' : toWords(life.absoluteSeconds.value),
        })}
      </span>
    </>
  );
}
