import { Radio, Stack } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useCommand } from '../authority/use-command.ts';
import { useMirror } from '../authority/use-mirror.ts';
import { useQuery } from '../authority/use-query.ts';
import { FailureNotice } from './failure-notice.tsx';
import { SkeletonRows } from '../ui/skeleton-rows.tsx';
import classes from './ports.module.css';
import { HostNameForm } from './host-name-form.tsx';

/** The choice that is none of the addresses; no host can have this name. */
const ownName = ':name';

/** The address, or the name, that links and snippets use. In force at once. */
export function PrimaryHostForm() {
  const { t, i18n } = useTranslation();
  const { primaryHost } = useMirror((mirror) => mirror.settings.network);
  const origin = useMirror((mirror) => mirror.status.origin);
  const { result, retry } = useQuery('addresses', (client) => client.network.addresses());
  const [naming, setNaming] = useState(false);
  const set = useCommand((client, host: string) =>
    client.settings.set({ values: { 'network.primaryHost': host } }),
  );
  if (result.state === 'loading') return <SkeletonRows rows={3} />;
  if (result.state === 'failed') return <FailureNotice failure={result.failure} onRetry={retry} />;
  // An address with a zone means something on this computer only.
  const addresses = result.answer.filter(
    ({ address, inUse, kind }) => inUse && kind !== 'loopback' && !address.includes('%'),
  );
  const isListed = primaryHost === '' || addresses.some(({ address }) => address === primaryHost);
  const isNamed = naming || !isListed;
  const nameKind = (kind: string): string => {
    const key = `addressKinds.${kind}`;
    // Kinds come from outside; their keys are known at run time only.
    return i18n.exists(key) ? String(t(key as never)) : kind;
  };
  return (
    <Stack gap="sm">
      <Radio.Group
        label={t('addressesStep.address')}
        description={t('addressesStep.addressDescription')}
        value={isNamed ? ownName : primaryHost}
        onChange={(host) => {
          setNaming(host === ownName);
          if (host !== ownName) void set.run(host);
        }}
      >
        <Stack gap="sm" mt="sm">
          <Radio
            value=""
            disabled={set.working}
            label={t('addressesStep.best')}
            description={
              primaryHost === '' && t('addressesStep.bestNow', { address: new URL(origin).hostname })
            }
          />
          {addresses.map(({ address, interfaceName, kind }) => (
            <Radio
              key={address}
              value={address}
              disabled={set.working}
              label={
                <>
                  {address}{' '}
                  <span className={classes.addressKind}>
                    {t('addressesStep.interface', { name: interfaceName, kind: nameKind(kind) })}
                  </span>
                </>
              }
            />
          ))}
          <Radio
            value={ownName}
            disabled={set.working}
            label={t('addressesStep.name')}
            description={t('addressesStep.nameDescription')}
          />
        </Stack>
      </Radio.Group>
      {isNamed && (
        <HostNameForm
          current={isListed ? '' : primaryHost}
          working={set.working}
          onSubmit={(name) => void set.run(name)}
        />
      )}
      <FailureNotice failure={set.failure} />
    </Stack>
  );
}
