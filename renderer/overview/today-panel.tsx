import { Button } from '@mantine/core';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { SignInCounts } from '../../shared/model/status.ts';
import { linkTo } from '../pieces/link-to.ts';
import { useNumberWords } from '../pieces/use-number-words.ts';
import { Mark, type MarkTone } from '../ui/mark.tsx';
import { Panel } from '../ui/panel.tsx';
import classes from './today-panel.module.css';

interface GroupProperties {
  readonly title: string;
  readonly tone: MarkTone;
  readonly counts: readonly { readonly name: string; readonly count: number }[];
  readonly link?: ReactNode;
}

/** Sign-ins since midnight. Who was stopped by a rule had the right password: that stands apart from failures. */
export function TodayPanel({ today }: { readonly today: SignInCounts }) {
  const { t } = useTranslation();
  const show = (part: 'stopped' | 'failures'): ReactNode => (
    <Button component="a" href={linkTo('audit', part)} size="compact-sm" variant="default">
      {t(`today.show.${part}`)}
    </Button>
  );
  return (
    <Panel title={t('today.title')} description={t('today.description')}>
      <div className={classes.groups}>
        <CountGroup
          title={t('today.in')}
          tone="ok"
          counts={[
            { name: t('today.admitted'), count: today.admitted },
            ...(today.asked > 0 ? [{ name: t('today.asked'), count: today.asked }] : []),
          ]}
        />
        <CountGroup
          title={t('today.stopped')}
          tone="stopped"
          counts={[
            { name: t('today.limit'), count: today.limit },
            { name: t('today.seats'), count: today.seats },
            { name: t('today.hours'), count: today.hours },
            // Seldom, so it takes no room when there was none.
            ...(today.paused > 0 ? [{ name: t('today.paused'), count: today.paused }] : []),
          ]}
          link={today.limit + today.seats + today.hours + today.paused > 0 && show('stopped')}
        />
        <CountGroup
          title={t('today.failures')}
          tone="warn"
          counts={[
            { name: t('today.failed'), count: today.failed },
            { name: t('today.throttled'), count: today.throttled },
          ]}
          link={today.failed + today.throttled > 0 && show('failures')}
        />
      </div>
    </Panel>
  );
}

function CountGroup({ title, tone, counts, link }: GroupProperties) {
  const numbers = useNumberWords();
  return (
    <section className={classes.group} aria-label={title}>
      <div className={classes.head}>
        <Mark tone={tone}>{title}</Mark>
      </div>
      <dl className={classes.counts}>
        {counts.map(({ name, count }) => (
          <div key={name} className={classes.count} data-none={count === 0 || undefined}>
            <dd>{numbers(count)}</dd>
            <dt>{name}</dt>
          </div>
        ))}
      </dl>
      {link}
    </section>
  );
}
