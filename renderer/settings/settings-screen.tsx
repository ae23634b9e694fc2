import { Anchor, Button, TextInput } from '@mantine/core';
import { IconSearch, IconSearchOff } from '@tabler/icons-react';
import { useState, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { SettingKey } from '../../shared/model/settings.ts';
import { useAuthorityStore } from '../authority/authority-store.ts';
import { useMirror } from '../authority/use-mirror.ts';
import { FailureNotice } from '../pieces/failure-notice.tsx';
import { linkTo } from '../pieces/link-to.ts';
import { readSetting, sameValue } from '../pieces/read-setting.ts';
import { SaveBar } from '../pieces/save-bar.tsx';
import { SurplusDialog } from '../pieces/surplus-dialog.tsx';
import { usePreviewedSave } from '../pieces/use-previewed-save.ts';
import { useDraft, useUnsaved } from '../pieces/use-draft.ts';
import { Empty } from '../ui/empty.tsx';
import { goWithArrows } from '../ui/go-with-arrows.ts';
import { hasEmptyNumber } from '../ui/has-empty-number.ts';
import { Panel } from '../ui/panel.tsx';
import { Screen } from '../ui/screen.tsx';
import { useKeptState } from '../ui/use-kept-state.ts';
import { AppearanceSection } from './appearance-section.tsx';
import { ConsoleSessions } from './console-sessions.tsx';
import { GeneralSection } from './general-section.tsx';
import { findLeaving, LeaveDialog, type Leaving } from './leave-dialog.tsx';
import { PortalPreview } from './portal-preview.tsx';
import { sectionLinks, sectionNames, settingItems, type SectionName } from '../pieces/setting-items.ts';
import { SettingRow } from './setting-row.tsx';
import classes from './settings-screen.module.css';
import { useFoundSettings } from './use-found-settings.ts';

type Draft = Partial<Record<SettingKey, unknown>>;

const noDraft = {};

/** Every setting of the install and of this window, by what it is about; nothing counts before it is saved. */
export function SettingsScreen() {
  const { t } = useTranslation();
  const settings = useMirror((mirror) => mirror.settings);
  const [search, setSearch] = useKeptState('settings search', '');
  const [draft, setDraft, dropDraft] = useDraft<Draft>('settings/all', noDraft);
  useUnsaved('settings/all', Object.keys(draft).length > 0);
  const save = usePreviewedSave<Draft>({
    preview: (client, values) => client.settings.previewSet({ values }),
    save: (client, values, surplus) => client.settings.set({ values, surplus }),
    onSaved: dropDraft,
  });
  const inBrowser = useAuthorityStore(({ shell }) => shell?.signedInAs !== undefined);
  const [leaving, setLeaving] = useState<Leaving>();
  const change = (key: SettingKey, value: unknown): void =>
    setDraft((before) => {
      const rest = Object.fromEntries(Object.entries(before).filter(([one]) => one !== key));
      // Only what differs is sent: a limit that is named means the devices above it, too.
      return sameValue(value, readSetting(settings, key)) ? rest : { ...rest, [key]: value };
    });
  const valueOf = (key: SettingKey): unknown => (key in draft ? draft[key] : readSetting(settings, key));
  const found = useFoundSettings(search);
  const shown = sectionNames.flatMap((name) => {
    const items = settingItems[name].filter(({ key }) => found.has(`setting ${key}`));
    return items.length > 0 || found.has(name) ? [{ name, items }] : [];
  });
  const extras: Partial<Record<SectionName, ReactNode>> = {
    general: <GeneralSection />,
    appearance: <AppearanceSection />,
    portal: (
      <PortalPreview
        title={String(valueOf('portal.title'))}
        note={String(valueOf('portal.note'))}
        accent={String(valueOf('portal.accent'))}
      />
    ),
    security: <ConsoleSessions />,
  };
  const start = (): void => {
    const after = { browser: valueOf('console.browser'), port: valueOf('console.port') };
    const leaves = inBrowser ? findLeaving(settings.console, after) : undefined;
    if (leaves === undefined) save.start(draft);
    else setLeaving(leaves);
  };
  return (
    <Screen
      title={t('settings.title')}
      description={t('settings.description')}
      actions={
        <TextInput
          aria-label={t('settings.search')}
          placeholder={t('settings.search')}
          leftSection={<IconSearch size={16} aria-hidden />}
          type="search"
          w="18rem"
          maw="100%"
          value={search}
          onChange={(event) => setSearch(event.currentTarget.value)}
        />
      }
    >
      <div className={classes.layout}>
        <SectionList names={shown.map(({ name }) => name)} />
        <div className={classes.sections}>
          {shown.length === 0 && (
            <Empty
              framed
              icon={IconSearchOff}
              title={t('settings.nothing', { search: search.trim() })}
              action={
                <Button variant="default" onClick={() => setSearch('')}>
                  {t('settings.showAll')}
                </Button>
              }
            />
          )}
          {shown.map(({ name, items }) => (
            <div key={name} id={`settings-${name}`} tabIndex={-1} className={classes.section}>
              <Panel
                title={t(`settings.sections.${name}.title`)}
                description={<SectionDescription name={name} />}
              >
                {items.map((item) => (
                  <SettingRow
                    key={item.key}
                    item={item}
                    value={valueOf(item.key)}
                    changed={item.key in draft}
                    onChange={(value) => change(item.key, value)}
                  />
                ))}
                {extras[name]}
              </Panel>
            </div>
          ))}
        </div>
      </div>
      {Object.keys(draft).length > 0 && (
        <div className={classes.save}>
          <FailureNotice failure={save.failure} />
          <SaveBar
            changed
            incomplete={hasEmptyNumber(draft)}
            working={save.working}
            saveLabel={t('settings.save', { count: Object.keys(draft).length })}
            onSave={start}
            onReset={dropDraft}
          />
        </div>
      )}
      <LeaveDialog
        leaving={leaving}
        onConfirm={() => {
          setLeaving(undefined);
          save.start(draft);
        }}
        onClose={() => setLeaving(undefined)}
      />
      <SurplusDialog {...save.dialog} />
    </Screen>
  );
}

/** The address is taken by the screens, so these go to their section by themselves. */
function SectionList({ names }: { readonly names: readonly SectionName[] }) {
  const { t } = useTranslation();
  return (
    // Arrows only go along the buttons inside.
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions
    <nav className={classes.nav} aria-label={t('settings.sectionList')} onKeyDown={goWithArrows}>
      <ul>
        {names.map((name) => (
          <li key={name}>
            <button
              type="button"
              onClick={() => {
                const section = document.getElementById(`settings-${name}`);
                section?.scrollIntoView({ block: 'start' });
                section?.focus({ preventScroll: true });
              }}
            >
              {t(`settings.sections.${name}.title`)}
            </button>
          </li>
        ))}
      </ul>
    </nav>
  );
}

function SectionDescription({ name }: { readonly name: SectionName }) {
  const { t } = useTranslation();
  const link = name in sectionLinks ? sectionLinks[name as keyof typeof sectionLinks] : undefined;
  return (
    <>
      {t(`settings.sections.${name}.description`)}{' '}
      {link !== undefined && (
        <Anchor href={linkTo(link)} size="sm" underline="always">
          {t('settings.more', { screen: t(`nav.${link}`) })}
        </Anchor>
      )}
    </>
  );
}
