import { Button, Group, TextInput } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { useCommand } from '../../authority/use-command.ts';
import { useMirror } from '../../authority/use-mirror.ts';
import { FailureNotice } from '../../pieces/failure-notice.tsx';
import { useDraft, useUnsaved } from '../../pieces/use-draft.ts';
import { Panel } from '../../ui/panel.tsx';
import classes from './openid.module.css';

/** What apps are told of people who have no e-mail address. */
export function EmailDomainPanel() {
  const { t } = useTranslation();
  const inForce = useMirror((mirror) => mirror.settings.oidc.emailDomain);
  const [typed, setTyped, dropTyped] = useDraft<string | undefined>('apps/email-domain', undefined);
  const value = typed ?? inForce;
  useUnsaved('apps/email-domain', value.trim() !== inForce);
  const save = useCommand((client) =>
    client.settings.set({ values: { 'oidc.emailDomain': value.trim() }, surplus: 'as_they_expire' }),
  );
  const invalid = save.failure?.code === 'setting_invalid';
  return (
    <Panel title={t('openid.email')} description={t('openid.emailDescription')}>
      <form
        className={classes.domain}
        onSubmit={(event) => {
          event.preventDefault();
          void save.run().then((result) => {
            if (result.ok) dropTyped();
          });
        }}
      >
        <TextInput
          label={t('openid.domain')}
          description={t('openid.domainExample', { domain: value.trim() })}
          value={value}
          error={invalid && t('openid.domainInvalid')}
          onChange={(event) => setTyped(event.currentTarget.value)}
        />
        <FailureNotice failure={invalid ? undefined : save.failure} />
        <Group gap="sm">
          <Button type="submit" disabled={value.trim() === inForce} loading={save.working}>
            {t('ui.save')}
          </Button>
        </Group>
      </form>
    </Panel>
  );
}
