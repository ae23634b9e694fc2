import { ActionIcon, Button, Group, Text, TextInput } from '@mantine/core';
import { IconX } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useCommand } from '../authority/use-command.ts';
import { useMirror } from '../authority/use-mirror.ts';
import { FailureNotice } from '../pieces/failure-notice.tsx';
import { Mark } from '../ui/mark.tsx';
import { Notice } from '../ui/notice.tsx';
import { useDraft, useUnsaved } from '../pieces/use-draft.ts';
import { Panel } from '../ui/panel.tsx';
import classes from './network-screen.module.css';

/** As the settings have it. */
const namePattern = /^(?=.{1,253}$)[a-z0-9](?:[a-z0-9.-]*[a-z0-9])?$/;

/** Names under which Rollcall answers besides its addresses. That they lead here is the network's business. */
export function NamesPanel() {
  const { t } = useTranslation();
  const { names, primaryHost } = useMirror((mirror) => mirror.settings.network);
  const { uncovered } = useMirror((mirror) => mirror.status.certificate);
  const [draft, setDraft] = useDraft('network/names', '');
  const [tried, setTried] = useState(false);
  const set = useCommand((client, values: Record<string, unknown>) => client.settings.set({ values }));
  const name = draft.trim().toLowerCase();
  const fault = names.includes(name)
    ? t('network.nameTwice')
    : namePattern.test(name)
      ? undefined
      : t('network.nameInvalid');
  useUnsaved('network/names', name !== '');
  const add = async (): Promise<void> => {
    // Judged when it is pressed, and not while it is under way: the list has the name before the answer is here.
    setTried(fault !== undefined);
    if (fault !== undefined) return;
    const result = await set.run({ 'network.names': [...names, name] });
    if (result.ok) setDraft('');
  };
  return (
    <Panel title={t('network.names')} description={t('network.namesDescription')}>
      {names.length > 0 && (
        <ul className={classes.names} aria-label={t('network.names')}>
          {names.map((one) => (
            <li key={one} className={classes.name}>
              {one}
              {uncovered.includes(one) && (
                <Text component="span" size="xs" ps="xs">
                  <Mark tone="warn">{t('network.nameUncovered')}</Mark>
                </Text>
              )}
              {one === primaryHost ? (
                <Text component="span" size="xs" c="dimmed" pe="sm">
                  {t('network.nameInLinks')}
                </Text>
              ) : (
                <Button
                  size="compact-xs"
                  variant="subtle"
                  aria-label={t('network.useLabel', { address: one })}
                  disabled={set.working}
                  onClick={() => void set.run({ 'network.primaryHost': one })}
                >
                  {t('network.use')}
                </Button>
              )}
              <ActionIcon
                variant="subtle"
                size="sm"
                aria-label={t('network.nameRemove', { name: one })}
                disabled={set.working}
                onClick={() =>
                  void set.run({
                    'network.names': names.filter((kept) => kept !== one),
                    ...(one === primaryHost ? { 'network.primaryHost': '' } : {}),
                  })
                }
              >
                <IconX size={14} />
              </ActionIcon>
            </li>
          ))}
        </ul>
      )}
      <form
        onSubmit={(event) => {
          event.preventDefault();
          void add();
        }}
      >
        <Group gap="sm" align="flex-start">
          <TextInput
            label={t('network.nameLabel')}
            placeholder="rollcall.lan"
            w="20rem"
            maw="100%"
            value={draft}
            error={tried && fault}
            onChange={(event) => setDraft(event.currentTarget.value)}
          />
          <Button type="submit" variant="default" mt="1.5625rem" loading={set.working} disabled={name === ''}>
            {t('network.nameAdd')}
          </Button>
        </Group>
      </form>
      <FailureNotice failure={set.failure} />
      <div style={{ marginBlockStart: '1rem' }}>
        <Notice tone="info">{t('network.mdns')}</Notice>
      </div>
    </Panel>
  );
}
