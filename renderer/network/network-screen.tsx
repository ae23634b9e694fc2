import { useTranslation } from 'react-i18next';
import { PortForm } from '../pieces/port-form.tsx';
import { UncoveredHosts } from '../pieces/uncovered-hosts.tsx';
import { Panel } from '../ui/panel.tsx';
import { Screen } from '../ui/screen.tsx';
import { AddressesPanel } from './addresses-panel.tsx';
import { CertificatePanel } from './certificate-panel.tsx';
import { ImportedPanel } from './imported-panel.tsx';
import { MendList } from './mend-list.tsx';
import { NamesPanel } from './names-panel.tsx';
import { SharePanel } from './share-panel.tsx';

/** Under which addresses people reach this Rollcall, and why their devices believe that it is the right one. */
export function NetworkScreen() {
  const { t } = useTranslation();
  return (
    <Screen title={t('network.title')} description={t('network.description')}>
      <MendList />
      <UncoveredHosts />
      <SharePanel />
      <AddressesPanel />
      <NamesPanel />
      <Panel title={t('network.ports')} description={t('network.portsDescription')}>
        <PortForm />
      </Panel>
      <CertificatePanel />
      <ImportedPanel />
    </Screen>
  );
}
