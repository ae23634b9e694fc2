import { Button, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { ShellInput } from '../../shared/contract/shell.ts';
import { useAuthorityStore } from '../authority/authority-store.ts';

interface Properties {
  readonly kind: ShellInput<'choosePath'>[0]['kind'];
  /** Where the dialog opens. */
  readonly from: string;
  readonly onChosen: (path: string) => void;
}

/** Below the field of a path: chooses it with the system's own dialog, where this computer is that of the authority. */
export function ChoosePathButton({ kind, from, onChosen }: Properties) {
  const { t } = useTranslation();
  const inBrowser = useAuthorityStore(({ shell }) => shell !== undefined && shell.versions === undefined);
  if (inBrowser) {
    return (
      <Text size="sm" c="dimmed" mt="xs">
        {t('choosePath.inBrowser')}
      </Text>
    );
  }
  const choose = async (): Promise<void> => {
    const path = await window.rollcallShell.choosePath({ kind, from });
    if (path !== undefined) onChosen(path);
  };
  return (
    <Button size="compact-sm" variant="light" mt="xs" onClick={() => void choose()}>
      {t(`choosePath.${kind}`)}
    </Button>
  );
}
