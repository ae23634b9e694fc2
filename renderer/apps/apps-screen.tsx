import { Button, Tabs } from '@mantine/core';
import { IconPlus } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useMirror } from '../authority/use-mirror.ts';
import { linkTo, openIdConnectPart } from '../pieces/link-to.ts';
import { Screen } from '../ui/screen.tsx';
import { AddAppDialog } from './add/add-app-dialog.tsx';
import { AppList } from './app-list.tsx';
import classes from './apps-screen.module.css';
import { OpenidTab } from './openid/openid-tab.tsx';

type TabName = 'list' | 'openid';

/** The apps, and what OpenID Connect has for all of them. Which tab is part of the address: alarms lead to either. */
export function AppsScreen({ tab }: { readonly tab: TabName }) {
  const { t } = useTranslation();
  const count = useMirror((mirror) => mirror.apps.size);
  const [adding, setAdding] = useState(false);
  const addButton = (
    <Button
      data-place="add-app"
      leftSection={<IconPlus size={18} aria-hidden />}
      onClick={() => setAdding(true)}
    >
      {t('apps.add')}
    </Button>
  );
  return (
    <Screen
      title={t('apps.title')}
      description={t('apps.description')}
      layout="fill"
      actions={count > 0 && addButton}
    >
      <Tabs
        value={tab}
        onChange={(next) => {
          window.location.hash = next === 'openid' ? linkTo('apps', openIdConnectPart) : linkTo('apps');
        }}
        keepMounted={false}
        className={classes.tabs}
      >
        <Tabs.List>
          <Tabs.Tab value="list">{t('apps.tabs.list', { count })}</Tabs.Tab>
          <Tabs.Tab value="openid">{t('apps.tabs.openid')}</Tabs.Tab>
        </Tabs.List>
        <Tabs.Panel value="list" className={classes.list}>
          <AppList addButton={addButton} />
        </Tabs.Panel>
        <Tabs.Panel value="openid" className={classes.panels}>
          <OpenidTab />
        </Tabs.Panel>
      </Tabs>
      <AddAppDialog opened={adding} onClose={() => setAdding(false)} />
    </Screen>
  );
}
