import { Button, Checkbox, Group, Stack, TextInput } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { AppView } from '../../shared/model/app.ts';
import { useCommand } from '../authority/use-command.ts';
import { FailureNotice } from '../pieces/failure-notice.tsx';
import { BackgroundPathsInput } from './background-paths-input.tsx';
import { findBadPath, readPaths } from './read-paths.ts';

export interface AddedApp {
  readonly app: AppView;
  readonly snippet: string;
}

interface Properties {
  readonly onAdded: (added: AddedApp) => void;
  readonly onCancel: () => void;
}

/** An app behind an nginx that asks Rollcall about each request. */
export function AddAppForm({ onAdded, onCancel }: Properties) {
  const { t } = useTranslation();
  const [name, setName] = useState('');
  const [url, setUrl] = useState('');
  const [upstream, setUpstream] = useState('');
  const [plainHttp, setPlainHttp] = useState(false);
  const [background, setBackground] = useState('');
  const [passAuthorization, setPassAuthorization] = useState(false);
  const isPlain = /^http:/i.test(url.trim());
  const add = useCommand((client) =>
    client.apps.add({
      name: name.trim(),
      kind: 'forward-auth',
      url: url.trim(),
      ...(upstream.trim() === '' ? {} : { upstream: upstream.trim() }),
      plainHttp: isPlain && plainHttp,
      foreignAuthorization: passAuthorization ? 'pass' : 'refuse',
      backgroundPaths: readPaths(background),
    }),
  );
  const complete =
    name.trim() !== '' &&
    url.trim() !== '' &&
    (!isPlain || plainHttp) &&
    findBadPath(background) === undefined;
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        if (!complete) return;
        void add.run().then((result) => {
          if (result.ok) {
            const { app, snippets } = result.answer;
            onAdded({ app, snippet: snippets[0]?.text ?? '' });
          }
        });
      }}
    >
      <Stack gap="md">
        <TextInput
          label={t('addApp.name')}
          description={t('addApp.nameDescription')}
          maxLength={60}
          value={name}
          data-autofocus
          onChange={(event) => setName(event.currentTarget.value)}
        />
        <TextInput
          label={t('addApp.url')}
          description={t('addApp.urlDescription')}
          placeholder="https://192.168.1.20"
          value={url}
          onChange={(event) => setUrl(event.currentTarget.value)}
        />
        {isPlain && (
          <Checkbox
            label={t('addApp.plainHttp')}
            description={t('addApp.plainHttpDescription')}
            checked={plainHttp}
            onChange={(event) => setPlainHttp(event.currentTarget.checked)}
          />
        )}
        <TextInput
          label={t('addApp.upstream')}
          description={t('addApp.upstreamDescription')}
          placeholder="http://127.0.0.1:8080"
          value={upstream}
          onChange={(event) => setUpstream(event.currentTarget.value)}
        />
        <Checkbox
          label={t('addApp.authorization')}
          description={t('addApp.authorizationDescription')}
          checked={passAuthorization}
          onChange={(event) => setPassAuthorization(event.currentTarget.checked)}
        />
        <BackgroundPathsInput value={background} onChange={setBackground} />
        <FailureNotice failure={add.failure} />
        <Group justify="flex-end" gap="sm">
          <Button variant="default" onClick={onCancel}>
            {t('ui.cancel')}
          </Button>
          <Button type="submit" disabled={!complete} loading={add.working}>
            {t('addApp.act')}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}
