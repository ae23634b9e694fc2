import { Button, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { AddressView } from '../../shared/model/status.ts';
import { useCommand } from '../authority/use-command.ts';
import { useMirror } from '../authority/use-mirror.ts';
import { useQuery } from '../authority/use-query.ts';
import { FailureNotice } from '../pieces/failure-notice.tsx';
import { Mark } from '../ui/mark.tsx';
import { Notice } from '../ui/notice.tsx';
import { Panel } from '../ui/panel.tsx';
import { SkeletonRows } from '../ui/skeleton-rows.tsx';
import classes from './network-screen.module.css';

/** Physical adapters first; those that nobody on the network can use stand last and are named so. */
export function AddressesPanel() {
  const { t } = useTranslation();
  const origin = useMirror((mirror) => mirror.status.origin);
  const { result, retry } = useQuery(`addresses ${origin}`, (client) => client.network.addresses());
  const set = useCommand((client, host: string) =>
    client.settings.set({ values: { 'network.primaryHost': host } }),
  );
  const host = new URL(origin).hostname.replace(/^\[|\]$/g, '');
  const primaryHost = useMirror((mirror) => mirror.settings.network.primaryHost);
  return (
    <Panel
      title={t('network.addresses')}
      description={t('network.addressesDescription')}
      flush
      actions={
        primaryHost !== '' && (
          <Button size="compact-sm" variant="default" loading={set.working} onClick={() => void set.run('')}>
            {t('network.chooseBest')}
          </Button>
        )
      }
    >
      {result.state === 'loading' && <SkeletonRows rows={3} />}
      {result.state === 'failed' && <FailureNotice failure={result.failure} onRetry={retry} />}
      <FailureNotice failure={set.failure} />
      {result.state === 'done' && (
        <>
          <LeasedNotice addresses={result.answer} host={host} chosen={primaryHost !== ''} />
          <ul className={classes.list} aria-label={t('network.addresses')}>
            {result.answer.map((one) => (
              <AddressRow
                key={one.address}
                view={one}
                linked={one.address === host}
                working={set.working}
                onUse={() => void set.run(one.address)}
              />
            ))}
          </ul>
        </>
      )}
    </Panel>
  );
}

interface LeasedProperties {
  readonly addresses: readonly AddressView[];
  readonly host: string;
  readonly chosen: boolean;
}

/** Only while links use an address that may change; how to make it stay is said where it is chosen. */
function LeasedNotice({ addresses, host, chosen }: LeasedProperties) {
  const { t } = useTranslation();
  const leased = addresses.find(({ address, dhcp }) => address === host && dhcp === true);
  if (leased === undefined) return null;
  return (
    <div style={{ padding: '0 1.25rem 1rem' }}>
      <Notice tone={chosen ? 'info' : 'warn'} title={t('network.leasedTitle', { address: host })}>
        {t('network.leased')} {t(chosen ? 'network.leasedChosen' : 'network.leasedChoose')}
      </Notice>
    </div>
  );
}

interface RowProperties {
  readonly view: AddressView;
  readonly linked: boolean;
  readonly working: boolean;
  readonly onUse: () => void;
}

function AddressRow({ view, linked, working, onUse }: RowProperties) {
  const { t, i18n } = useTranslation();
  const { address, interfaceName, kind, inUse, dhcp } = view;
  const kindKey = `addressKinds.${kind}`;
  // Kinds come from outside; their keys are known at run time only.
  const kindWord = i18n.exists(kindKey) ? String(t(kindKey as never)) : kind;
  const local = kind === 'loopback' || address.includes('%');
  const { names, own } = useMirror((mirror) => mirror.status.certificate);
  const covered = names.includes(address) || own.names.includes(address);
  return (
    <li className={classes.row}>
      <div className={classes.address}>
        {address}
        <span className={classes.second}>
          {t('addressesStep.interface', { name: interfaceName, kind: kindWord })}
        </span>
      </div>
      <div className={classes.states}>
        <AddressState linked={linked} inUse={inUse} local={local} />
        {inUse && !local && !covered && <Mark tone="warn">{t('network.state.uncovered')}</Mark>}
        {!local && (
          <Text size="xs" c="dimmed">
            {t(
              dhcp === undefined
                ? 'network.origin.unknown'
                : dhcp
                  ? 'network.origin.leased'
                  : 'network.origin.fixed',
            )}
          </Text>
        )}
      </div>
      <div className={classes.act}>
        {!linked && inUse && !local && (
          <Button
            size="compact-sm"
            variant="default"
            disabled={working}
            aria-label={t('network.useLabel', { address })}
            onClick={onUse}
          >
            {t('network.use')}
          </Button>
        )}
      </div>
    </li>
  );
}

interface StateProperties {
  readonly linked: boolean;
  readonly inUse: boolean;
  readonly local: boolean;
}

function AddressState({ linked, inUse, local }: StateProperties) {
  const { t } = useTranslation();
  if (linked) return <Mark tone="ok">{t('network.state.linked')}</Mark>;
  if (!inUse) return <Mark tone="stopped">{t('network.state.unused')}</Mark>;
  return <Mark tone="quiet">{t(local ? 'network.state.local' : 'network.state.answers')}</Mark>;
}
