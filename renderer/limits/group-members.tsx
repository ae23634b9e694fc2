import { Anchor } from '@mantine/core';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import type { GroupView } from '../../shared/model/group.ts';
import { useMirror } from '../authority/use-mirror.ts';
import { useLimitWords } from '../pieces/use-limit-words.ts';
import { Panel } from '../ui/panel.tsx';
import classes from './groups-tab.module.css';

/** Shown at most; the rest is a number. */
const shownMax = 30;

/** Who is in a group, each with the limit that holds and the rule it comes from. */
export function GroupMembers({ group }: { readonly group: GroupView }) {
  const { t } = useTranslation();
  const words = useLimitWords();
  const users = useMirror((mirror) => mirror.users);
  const members = useMemo(
    () =>
      [...users.values()]
        .filter(({ groups }) => groups.includes(group.id))
        .toSorted((a, b) => a.name.localeCompare(b.name)),
    [users, group.id],
  );
  const more = members.length - shownMax;
  return (
    <Panel
      title={t('groups.membersTitle', { name: group.name })}
      description={members.length === 0 ? t('groups.noMembers') : t('groups.membersDescription')}
      actions={<Anchor href="#/users">{t('groups.toUsers')}</Anchor>}
    >
      {members.length > 0 && (
        <ul className={classes.memberList} aria-label={t('groups.membersTitle', { name: group.name })}>
          {members.slice(0, shownMax).map((user) => (
            <li key={user.id}>
              <span className={classes.name}>{user.name}</span>
              <span className={classes.second}>
                {t('groups.memberLimit', {
                  limit: words.devices(user.effectiveLimit.value),
                  from: words.from(user.effectiveLimit),
                })}
              </span>
            </li>
          ))}
          {more > 0 && <li>{t('groups.moreMembers', { count: more })}</li>}
        </ul>
      )}
    </Panel>
  );
}
