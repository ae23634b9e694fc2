import { Button, Stack, Text, Title } from '@mantine/core';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { PortPair } from '../../shared/model/ports.ts';
import { PortInput } from '../pieces/port-input.tsx';
import { checkPort, usePortCheck, type AskPort, type PortCheck } from '../pieces/use-port-check.ts';
import { SkeletonRows } from '../ui/skeleton-rows.tsx';
import classes from './other-ports.module.css';

/** The authority that could be asked does not run. */
const askShell: AskPort = (port) => window.rollcallShell.checkPort(port);

/** @param ports where it was to listen, and could not */
export function OtherPorts({ ports }: { readonly ports: PortPair }) {
  const { t } = useTranslation();
  const [proposed, setProposed] = useState<PortPair>();
  const { https, http } = ports;
  useEffect(() => {
    let dropped = false;
    void proposePorts({ https, http }).then((found) => {
      if (!dropped) setProposed(found);
    });
    return () => {
      dropped = true;
    };
  }, [https, http]);
  return (
    <section className={classes.frame} aria-label={t('otherPorts.title')}>
      <Title order={2} size="md">
        {t('otherPorts.title')}
      </Title>
      {proposed === undefined ? (
        <SkeletonRows rows={3} />
      ) : (
        <PortsForm key={`${String(https)} ${String(http)}`} before={ports} proposed={proposed} />
      )}
    </section>
  );
}

interface FormProperties {
  readonly before: PortPair;
  readonly proposed: PortPair;
}

function PortsForm({ before, proposed }: FormProperties) {
  const { t } = useTranslation();
  const [{ https, http }, setPorts] = useState(proposed);
  const [starting, setStarting] = useState(false);
  const httpsCheck = usePortCheck(https, http, askShell);
  const httpCheck = usePortCheck(http, https, askShell);
  const start = async (): Promise<void> => {
    setStarting(true);
    await window.rollcallShell.startOnPorts({ https, http }).finally(() => setStarting(false));
  };
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        void start();
      }}
    >
      <Stack gap="sm" align="flex-start">
        <div className={classes.ports}>
          <PortInput
            label={t('ports.https')}
            description={t('ports.httpsDescription')}
            port={https}
            check={httpsCheck}
            onChange={(port) => setPorts((all) => ({ ...all, https: port }))}
          />
          <PortInput
            label={t('ports.http')}
            description={t('ports.httpDescription')}
            port={http}
            check={httpCheck}
            onChange={(port) => setPorts((all) => ({ ...all, http: port }))}
          />
        </div>
        {isPort(https) && https !== before.https && (
          <Text size="sm">{t('otherPorts.address', { port: https, before: String(before.https) })}</Text>
        )}
        {isPort(http) && http !== before.http && (
          <Text size="sm">{t('otherPorts.trust', { port: http, before: String(before.http) })}</Text>
        )}
        <Button type="submit" loading={starting} disabled={!canTry(httpsCheck) || !canTry(httpCheck)}>
          {t('otherPorts.act')}
        </Button>
      </Stack>
    </form>
  );
}

/** Not while its field is empty. */
function isPort(port: number): boolean {
  return Number.isInteger(port);
}

/** When nobody can look, the start itself shows it. */
function canTry({ usable, state }: PortCheck): boolean {
  return usable || state === 'unknown';
}

async function proposePorts({ https, http }: PortPair): Promise<PortPair> {
  const secure = await checkPort(https, http, askShell);
  const nextHttps = secure.offer ?? https;
  const plain = await checkPort(http, nextHttps, askShell);
  return { https: nextHttps, http: plain.offer ?? http };
}
