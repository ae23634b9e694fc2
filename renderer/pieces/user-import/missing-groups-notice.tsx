import { Group, Radio } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { MissingGroups } from '../../../shared/model/user-import.ts';
import { Notice } from '../../ui/notice.tsx';
import { useShortList } from './use-short-list.ts';

const choices = ['make', 'leave_out', 'skip'] as const satisfies readonly MissingGroups[];

interface Properties {
  readonly names: readonly string[];
  readonly value: MissingGroups;
  /** What was chosen is being looked at. */
  readonly working: boolean;
  readonly onChange: (value: MissingGroups) => void;
}

/** Which groups of a file do not exist yet, once for all its rows, and what becomes of these rows. */
export function MissingGroupsNotice({ names, value, working, onChange }: Properties) {
  const { t } = useTranslation();
  const toList = useShortList();
  return (
    <Notice tone="warn">
      <Radio.Group
        label={t('importUsers.missingGroups.title', { count: names.length, names: toList(names) })}
        value={value}
        onChange={(next) => {
          const chosen = choices.find((one) => one === next);
          // Not disabled meanwhile: the keyboard stands in it.
          if (chosen !== undefined && !working) onChange(chosen);
        }}
      >
        <Group gap="xs" mt="xs">
          {choices.map((one) => (
            <Radio key={one} value={one} label={t(`importUsers.missingGroups.${one}`)} />
          ))}
        </Group>
      </Radio.Group>
    </Notice>
  );
}
