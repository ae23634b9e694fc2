import { Radio, Stack } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { useCommand } from '../authority/use-command.ts';
import { useMirror } from '../authority/use-mirror.ts';
import { useQuery } from '../authority/use-query.ts';
import { FailureNotice } from '../pieces/failure-notice.tsx';
import { SkeletonRows } from '../ui/skeleton-rows.tsx';
import classes from './first-run-screen.module.css';

/** The address that links and snippets use. In force at once. */
export function PrimaryHostForm() {
  const { t } = useTranslation();
  const network = useMirror((mirror) => mirror.settings.network);
  const { result, retry } = useQuery('addresses', (client) => client.network.addresses());
  const set = useCommand((client, host: string) =>
    client.settings.set({ values: { 'network.primaryHost': host } }),
  );
  if (result.state === 'loading') return <SkeletonRows rows={3} />;
  if (result.state === 'failed') return <FailureNotice failure={result.failure} onRetry={retry} />;
  const addresses = result.answer.filter(({ kind }) => kind !== 'loopback');
  const isListed =
    network.primaryHost === '' || addresses.some(({ address }) => address === network.primaryHost);
  return (
    <Stack gap="sm">
      <Radio.Group
        label={t('addressesStep.address')}
        description={t('addressesStep.addressDescription')}
        value={network.primaryHost}
        onChange={(host) => void set.run(host)}
      >
        <Stack gap="sm" mt="sm">
          <Radio
            value=""
            disabled={set.working}
            label={t('addressesStep.best')}
            description={addresses[0] && t('addressesStep.bestNow', { address: addresses[0].address })}
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
                    {t('addressesStep.interface', { name: interfaceName, kind })}
                  </span>
                </>
              }
            />
          ))}
          {!isListed && <Radio value={network.primaryHost} label={network.primaryHost} />}
        </Stack>
      </Radio.Group>
      <FailureNotice failure={set.failure} />
    </Stack>
  );
}
