import { ActionIcon, Menu, UnstyledButton } from '@mantine/core';
import { IconArrowDown, IconArrowUp } from '@tabler/icons-react';
import { useEffect, useRef, useState, type KeyboardEvent } from 'react';
import { useTranslation } from 'react-i18next';
import type { GroupView } from '../../shared/model/group.ts';
import { FailureNotice } from '../pieces/failure-notice.tsx';
import { SurplusDialog } from '../pieces/surplus-dialog.tsx';
import classes from './groups-tab.module.css';
import { UnsavedDot } from '../pieces/unsaved-dot.tsx';
import { useDraft, useUnsaved } from '../pieces/use-draft.ts';
import { SaveBar } from '../pieces/save-bar.tsx';
import { ActsMenu } from '../ui/acts-menu.tsx';
import { useGroupSummary } from './use-group-summary.ts';
import { usePreviewedSave } from '../pieces/use-previewed-save.ts';

interface Properties {
  readonly groups: readonly GroupView[];
  readonly chosenId: string | undefined;
  /** Those whose rules are changed and not saved. */
  readonly unsavedIds: readonly string[];
  readonly onChoose: (id: string) => void;
  readonly onRename: (group: GroupView) => void;
  readonly onDelete: (group: GroupView) => void;
}

/** The list in the order it would be saved in. Alt with an arrow key, or the arrows, move a group. */
export function GroupList({ groups, chosenId, unsavedIds, onChoose, onRename, onDelete }: Properties) {
  const { t } = useTranslation();
  const summarise = useGroupSummary();
  const [draft, setDraft, dropDraft] = useDraft<readonly string[] | undefined>(
    'limits/groups/order',
    undefined,
  );
  const [said, setSaid] = useState('');
  const listRef = useRef<HTMLOListElement>(null);
  const focusAfterMove = useRef<{ id: string; by: number }>(undefined);
  const ordered = orderBy(groups, draft);
  const changed = ordered.some((group, place) => group.id !== groups[place]?.id);
  useUnsaved('limits/groups/order', changed);
  const save = usePreviewedSave<readonly string[]>({
    preview: (client, ids) => client.groups.previewOrder({ ids: [...ids] }),
    save: (client, ids, surplus) => client.groups.order({ ids: [...ids], surplus }),
    onSaved: dropDraft,
  });

  const move = (place: number, by: number): void => {
    const ids = ordered.map(({ id }) => id);
    const [id] = ids.splice(place, 1);
    const target = place + by;
    if (id === undefined || target < 0 || target > ids.length) return;
    ids.splice(target, 0, id);
    focusAfterMove.current = { id, by };
    setDraft(ids);
    setSaid(t('groups.moved', { name: ordered[place]?.name ?? '', place: target + 1, count: ids.length }));
  };
  // Moving the row takes the keyboard away from the button that was pressed.
  useEffect(() => {
    const moved = focusAfterMove.current;
    if (moved === undefined) return;
    focusAfterMove.current = undefined;
    const row = listRef.current?.querySelector<HTMLElement>(`li[data-id="${CSS.escape(moved.id)}"]`);
    const [first, other] = moved.by < 0 ? ['up', 'down'] : ['down', 'up'];
    const button =
      row?.querySelector<HTMLButtonElement>(`button[data-move="${first}"]:not(:disabled)`) ??
      row?.querySelector<HTMLButtonElement>(`button[data-move="${other}"]`);
    button?.focus();
  }, [draft]);

  const handleKey = (event: KeyboardEvent, place: number): void => {
    if (!event.altKey || (event.key !== 'ArrowUp' && event.key !== 'ArrowDown')) return;
    event.preventDefault();
    move(place, event.key === 'ArrowUp' ? -1 : 1);
  };

  return (
    <>
      <ol ref={listRef} className={classes.list} aria-label={t('groups.list')}>
        {ordered.map((group, place) => (
          // The buttons inside take the focus; their keys are heard here once.
          // oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions
          <li
            key={group.id}
            data-id={group.id}
            data-chosen={group.id === chosenId || undefined}
            className={classes.row}
            onKeyDown={(event) => handleKey(event, place)}
          >
            <span className={classes.place}>{place + 1}</span>
            <UnstyledButton
              className={classes.choose}
              aria-current={group.id === chosenId || undefined}
              onClick={() => onChoose(group.id)}
            >
              <span className={classes.name}>
                {group.name}
                {unsavedIds.includes(group.id) && <UnsavedDot />}
              </span>
              <span className={classes.second}>{summarise(group.rules)}</span>
            </UnstyledButton>
            <span className={classes.members}>{t('groups.members', { count: group.members })}</span>
            <span className={classes.acts}>
              <ActionIcon
                variant="default"
                data-move="up"
                aria-label={t('groups.up', { name: group.name })}
                disabled={place === 0}
                onClick={() => move(place, -1)}
              >
                <IconArrowUp size={16} />
              </ActionIcon>
              <ActionIcon
                variant="default"
                data-move="down"
                aria-label={t('groups.down', { name: group.name })}
                disabled={place === ordered.length - 1}
                onClick={() => move(place, 1)}
              >
                <IconArrowDown size={16} />
              </ActionIcon>
              <ActsMenu label={t('groups.acts', { name: group.name })} width={200}>
                <Menu.Item onClick={() => onRename(group)}>{t('groups.rename')}</Menu.Item>
                <Menu.Item c="var(--mantine-color-error)" onClick={() => onDelete(group)}>
                  {t('groups.delete')}
                </Menu.Item>
              </ActsMenu>
            </span>
          </li>
        ))}
      </ol>
      <output className={classes.said}>{said}</output>
      <FailureNotice failure={save.failure} />
      {changed && (
        <SaveBar
          changed
          working={save.working}
          saveLabel={t('groups.saveOrder')}
          onSave={() => save.start(ordered.map(({ id }) => id))}
          onReset={dropDraft}
        />
      )}
      <SurplusDialog {...save.dialog} />
    </>
  );
}

/** Groups that were added meanwhile come last; those that are gone are left out. */
function orderBy(groups: readonly GroupView[], ids: readonly string[] | undefined): readonly GroupView[] {
  if (ids === undefined) return groups;
  const known = ids.flatMap((id) => groups.find((group) => group.id === id) ?? []);
  return [...known, ...groups.filter((group) => !known.includes(group))];
}
