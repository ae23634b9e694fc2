import { IconApps, IconUser } from '@tabler/icons-react';
import { useMemo } from 'react';
import type { AppView } from '../../../shared/model/app.ts';
import type { UserView } from '../../../shared/model/user.ts';
import { useMirror } from '../../authority/use-mirror.ts';
import type { BoxEntry } from './box-entry.ts';

export function toUserEntry({ id, name, displayName, email }: UserView): BoxEntry {
  return {
    id: `user ${id}`,
    icon: IconUser,
    title: name,
    detail: [displayName, email].filter((text) => text !== '').join(' · '),
    target: { type: 'screen', screen: 'users', part: id },
  };
}

export function toAppEntry({ id, name }: AppView): BoxEntry {
  return {
    id: `app ${id}`,
    icon: IconApps,
    title: name,
    target: { type: 'screen', screen: 'apps', part: id },
  };
}

/** Users and apps, as they are now. */
export function useNamedEntries() {
  const users = useMirror((mirror) => mirror.users);
  const apps = useMirror((mirror) => mirror.apps);
  return {
    users: useMemo(() => [...users.values()].map(toUserEntry), [users]),
    apps: useMemo(() => [...apps.values()].map(toAppEntry), [apps]),
  };
}
