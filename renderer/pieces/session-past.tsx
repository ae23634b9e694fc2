import { Title } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { SessionHistory } from '../../shared/model/session-history.ts';
import type { SessionView } from '../../shared/model/session.ts';
import { useQuery } from '../authority/use-query.ts';
import { SkeletonRows } from '../ui/skeleton-rows.tsx';
import { FailureNotice } from './failure-notice.tsx';
import { FullMoment } from './full-moment.tsx';
import classes from './session-past.module.css';
import { useEventWords } from './use-event-words.ts';

/** Where a session was seen, and what happened to it, as far as it is written down. */
export function SessionPast({ session }: { readonly session: SessionView }) {
  const { id, address, device, apps, ended } = session;
  // Something of it is new when one of these is.
  const key = [id, address, device, apps.length, ended?.at ?? ''].join('\n');
  const { result, retry } = useQuery(key, (client) => client.sessions.history({ id }));
  const [last, setLast] = useState<{ readonly id: string; readonly history: SessionHistory }>();
  if (result.state === 'done' && result.answer !== last?.history) setLast({ id, history: result.answer });
  if (result.state === 'failed') return <FailureNotice failure={result.failure} onRetry={retry} />;
  // What was known before stays until the next answer: the lists must not jump.
  const history = last?.id === id ? last.history : undefined;
  return history === undefined ? <SkeletonRows rows={3} /> : <Past history={history} />;
}

function Past({ history: { addresses, events } }: { readonly history: SessionHistory }) {
  const { t } = useTranslation();
  const toWords = useEventWords();
  return (
    <>
      <section>
        <Title order={3} size="sm">
          {t('past.addresses')}
        </Title>
        <ol className={classes.list}>
          {addresses.toReversed().map(({ since, address }) => (
            <li key={since} className={classes.item}>
              <span>{address}</span>
              <span className={classes.when}>
                {t('past.since')} <FullMoment iso={since} />
              </span>
            </li>
          ))}
        </ol>
      </section>
      <section>
        <Title order={3} size="sm">
          {t('past.timeline')}
        </Title>
        <ol className={classes.list}>
          {events.toReversed().map((event, place) => (
            <li key={`${event.at} ${event.kind} ${String(place)}`} className={classes.item}>
              <span>{toWords(event)}</span>
              <span className={classes.when}>
                <FullMoment iso={event.at} />
              </span>
            </li>
          ))}
        </ol>
      </section>
    </>
  );
}
