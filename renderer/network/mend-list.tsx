import { Anchor, List } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { useMirror } from '../authority/use-mirror.ts';
import { useQuery } from '../authority/use-query.ts';
import { FailureNotice } from '../pieces/failure-notice.tsx';
import { linkTo } from '../pieces/link-to.ts';
import { Moment } from '../pieces/moment.tsx';
import { Notice } from '../ui/notice.tsx';

/** After an address is gone: exactly what still carries it. Nothing is drawn while nothing does. */
export function MendList() {
  const { t } = useTranslation();
  const apps = useMirror((mirror) => mirror.apps);
  const origin = useMirror((mirror) => mirror.status.origin);
  const used = [...apps.values()].map(({ id, lastUsedAt = '', url }) => `${id} ${lastUsedAt} ${url}`).join();
  const { result, retry } = useQuery(`to mend ${origin} ${used}`, (client) => client.network.toMend());
  if (result.state === 'failed') return <FailureNotice failure={result.failure} onRetry={retry} />;
  if (result.state === 'loading' || result.answer.lost === undefined) return null;
  const { lost, apps: toMend } = result.answer;
  return (
    <Notice
      tone="bad"
      title={
        <>
          {t('mend.title', { address: lost.address })} · <Moment iso={lost.since} />
        </>
      }
    >
      {t('mend.body')}
      <List size="sm" mt="xs" spacing={4}>
        {toMend.map(({ id, name, what }) => (
          <List.Item key={id}>
            <Anchor href={linkTo('apps')} size="sm" underline="always">
              {name}
            </Anchor>
            {': '}
            {t(`mend.what.${what}`, { address: lost.address })}
          </List.Item>
        ))}
      </List>
    </Notice>
  );
}
