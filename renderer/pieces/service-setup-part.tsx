import { Button, Code, List, Stack, Text } from '@mantine/core';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { ServiceSetup } from '../../shared/contract/shell.ts';
import { useAuthorityStore } from '../authority/authority-store.ts';
import { useMirror } from '../authority/use-mirror.ts';
import { CommandLine } from '../ui/command-line.tsx';
import { CopyButton } from '../ui/copy-button.tsx';
import { Notice } from '../ui/notice.tsx';

const enableCommand = 'sudo systemctl enable --now rollcall';

/** How this install becomes a service of the system; that it is one, as soon as it is. */
export function ServiceSetupPart() {
  const { t } = useTranslation();
  const dataDir = useMirror((mirror) => mirror.status.dataDir);
  const holder = useAuthorityStore(({ shell }) => shell?.authority.holder);
  const [setup, setSetup] = useState<ServiceSetup>();
  const [working, setWorking] = useState(false);
  useEffect(() => {
    void window.rollcallShell.getServiceSetup().then(setSetup);
  }, []);
  if (holder !== undefined) return <Notice tone="ok">{t('service.runs', { holder })}</Notice>;
  const command = setup?.command ?? `rollcall serve --data ${/\s/.test(dataDir) ? `"${dataDir}"` : dataDir}`;
  const unit = setup?.unit;
  const handOver = (): void => {
    setWorking(true);
    void window.rollcallShell.handOverToService().finally(() => setWorking(false));
  };
  if (unit === undefined) {
    return (
      <Stack gap="xs">
        <Text size="sm">{t('service.elsewhere')}</Text>
        <CommandLine command={command} copyLabel={t('runningStep.copy')} />
        <Text size="sm" c="dimmed">
          {t('runningStep.alwaysWindow')}
        </Text>
      </Stack>
    );
  }
  return (
    <List type="ordered" spacing="md" size="sm">
      <List.Item>
        {t('service.save', { path: unit.path })}
        <Code block dir="ltr" my="xs" style={{ whiteSpace: 'pre-wrap', overflowWrap: 'anywhere' }}>
          {unit.content.trim()}
        </Code>
        <CopyButton text={unit.content} label={t('service.copyFile')} look="default" />
      </List.Item>
      <List.Item>
        {t('service.start')}
        <CommandLine command={enableCommand} copyLabel={t('runningStep.copy')} />
      </List.Item>
      <List.Item>
        <Text component="div" size="sm" mb="xs">
          {t('service.handOver')}
        </Text>
        <Button variant="default" loading={working} onClick={handOver}>
          {t('service.handOverAct')}
        </Button>
      </List.Item>
    </List>
  );
}
