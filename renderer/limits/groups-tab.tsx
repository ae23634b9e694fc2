import { Button } from '@mantine/core';
import { IconPlus, IconUsersGroup } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useMirror } from '../authority/use-mirror.ts';
import { Empty } from '../ui/empty.tsx';
import { useDraft, useUnsaved } from '../pieces/use-draft.ts';
import { useKeptState } from '../ui/use-kept-state.ts';
import { Panel } from '../ui/panel.tsx';
import { DeleteGroupDialog } from './delete-group-dialog.tsx';
import { GroupList } from './group-list.tsx';
import { GroupMembers } from './group-members.tsx';
import { GroupNameDialog, type GroupNaming } from './group-name-dialog.tsx';
import { GroupRulesPanel, isGroupChanged, type GroupDraft } from './group-rules-panel.tsx';
import classes from './groups-tab.module.css';

/** By the id of the group. */
type Drafts = Readonly<Record<string, GroupDraft>>;
const noDraft: GroupDraft = {};
const noDrafts: Drafts = {};

/** Groups in their order, and what the chosen one sets. */
export function GroupsTab() {
  const { t } = useTranslation();
  const groups = useMirror((mirror) => mirror.groups);
  const [chosenId, setChosenId] = useKeptState<string | undefined>('chosen group', undefined);
  const [drafts, setDrafts] = useDraft<Drafts>('limits/groups', noDrafts);
  const unsavedIds = groups.filter((group) => isGroupChanged(group, drafts[group.id])).map(({ id }) => id);
  useUnsaved('limits/groups', unsavedIds.length > 0);
  const drop = (id: string): void =>
    setDrafts((before) => Object.fromEntries(Object.entries(before).filter(([one]) => one !== id)));
  const [naming, setNaming] = useState<GroupNaming>();
  const [deletingId, setDeletingId] = useState<string>();
  const chosen = groups.find(({ id }) => id === chosenId) ?? groups[0];
  const addButton = (
    <Button
      size="compact-sm"
      leftSection={<IconPlus size={16} aria-hidden />}
      onClick={() => setNaming({ kind: 'add' })}
    >
      {t('groups.add')}
    </Button>
  );
  return (
    <>
      <Panel
        title={t('groups.title')}
        description={t('groups.description')}
        actions={groups.length > 0 && addButton}
      >
        {groups.length === 0 ? (
          <Empty icon={IconUsersGroup} title={t('groups.emptyTitle')} action={addButton}>
            {t('groups.emptyBody')}
          </Empty>
        ) : (
          <GroupList
            groups={groups}
            chosenId={chosen?.id}
            unsavedIds={unsavedIds}
            onChoose={setChosenId}
            onRename={(group) => setNaming({ kind: 'rename', group })}
            onDelete={({ id }) => setDeletingId(id)}
          />
        )}
      </Panel>
      {chosen !== undefined && (
        <div className={classes.chosen}>
          <GroupRulesPanel
            key={chosen.id}
            group={chosen}
            draft={drafts[chosen.id] ?? noDraft}
            onDraft={(change) =>
              setDrafts((before) => ({ ...before, [chosen.id]: change(before[chosen.id] ?? noDraft) }))
            }
            onDrop={() => drop(chosen.id)}
          />
          <GroupMembers group={chosen} />
        </div>
      )}
      <GroupNameDialog naming={naming} onClose={() => setNaming(undefined)} onAdded={setChosenId} />
      <DeleteGroupDialog
        group={groups.find(({ id }) => id === deletingId)}
        onClose={() => setDeletingId(undefined)}
      />
    </>
  );
}
