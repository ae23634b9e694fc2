import { Text, Title } from '@mantine/core';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import type { SessionView } from '../../shared/model/session.ts';
import { useMirror } from '../authority/use-mirror.ts';
import { countPlaces } from './count-places.ts';
import { useLimitWords } from './use-limit-words.ts';

/** Whether a session takes a place and a seat, and why. */
export function CountsBecause({ session }: { readonly session: SessionView }) {
  const { t } = useTranslation();
  const hasSeats = useMirror(({ plan }) => plan.seats !== 'unlimited');
  const takes = session.ended === undefined && session.counts !== 'app_uncounted';
  return (
    <section>
      <Title order={3} size="sm">
        {t(takes ? 'counts.title' : 'counts.titleNot')}
      </Title>
      <Text size="sm" mt={4}>
        {session.ended === undefined
          ? t(`counts.${session.counts}`, { user: session.userName })
          : t('counts.ended')}
        {takes && hasSeats && ` ${t('counts.seat')}`}
      </Text>
      {takes && <Used session={session} />}
    </section>
  );
}

function Used({ session: { userId, counts } }: { readonly session: SessionView }) {
  const { t } = useTranslation();
  const limitWords = useLimitWords();
  const user = useMirror((mirror) => mirror.users.get(userId));
  const plan = useMirror((mirror) => mirror.plan);
  const sessions = useMirror((mirror) => mirror.sessions);
  const places = useMemo(() => countPlaces(sessions.values()).get(userId), [sessions, userId]);
  const separate = counts === 'app_separate';
  const limit = separate ? user?.effectiveAppLimit : user?.effectiveLimit;
  return (
    <Text size="sm" c="dimmed" mt={4}>
      {limit !== undefined &&
        t('counts.used', {
          used: limitWords.used(separate ? places.apps : places.devices, limit.value),
          rule: limitWords.from(limit),
        })}{' '}
      {plan.seats !== 'unlimited' && t('counts.seats', { used: plan.used, seats: plan.seats })}
    </Text>
  );
}
