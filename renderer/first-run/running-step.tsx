import { Button, Code, Group, Stack, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { useMirror } from '../authority/use-mirror.ts';
import { AutostartSwitch } from '../pieces/autostart-switch.tsx';
import { CopyButton } from '../ui/copy-button.tsx';
import { StepFrame } from './step-frame.tsx';

/** When Rollcall runs: with this app, or always; and what each of both asks for. */
export function RunningStep({ onNext }: { readonly onNext: () => void }) {
  const { t } = useTranslation();
  const dataDir = useMirror((mirror) => mirror.status.dataDir);
  const command = `rollcall serve --data ${/\s/.test(dataDir) ? `"${dataDir}"` : dataDir}`;
  return (
    <StepFrame
      title={t('runningStep.title')}
      description={t('runningStep.description')}
      foot={<Button onClick={onNext}>{t('firstRun.next')}</Button>}
    >
      <Stack gap="lg">
        <section>
          <Text fw={600}>{t('runningStep.withMe')}</Text>
          <Text size="sm" c="dimmed" mb="sm">
            {t('runningStep.withMeDescription')}
          </Text>
          <AutostartSwitch />
        </section>
        <section>
          <Text fw={600}>{t('runningStep.always')}</Text>
          <Text size="sm" c="dimmed">
            {t('runningStep.alwaysDescription')}
          </Text>
          <Group gap="xs" my="xs" wrap="nowrap">
            <Code>{command}</Code>
            <CopyButton text={command} label={t('runningStep.copy')} />
          </Group>
          <Text size="sm" c="dimmed">
            {t('runningStep.alwaysWindow')}
          </Text>
        </section>
      </Stack>
    </StepFrame>
  );
}
