import { availableParallelism, hostname } from 'node:os';
import path from 'node:path';
import { version } from '../../shared/version.ts';
import type { Change, Snapshot } from '../../shared/contract/change-stream.ts';
import type { Refusal } from '../../shared/errors.ts';
import type { Status } from '../../shared/model/status.ts';
import { createChangeFeed } from './base/changes/change-feed.ts';
import { systemTime, type TimeSources } from './base/clock/authority-clock.ts';
import { startRounds } from './base/clock/rounds.ts';
import { openPasswordHasher } from './base/crypto/password-hasher.ts';
import { openLog } from './base/log/open-log.ts';
import { checkPort } from './base/net/check-port.ts';
import { openDataDir, type DataDir } from './base/storage/data-dir.ts';
import { openCertificateAuthority } from './base/tls/certificate-authority.ts';
import type { ControlDependencies } from './endpoints/control/control-dependencies.ts';
import { openControlServer, type ControlClient } from './endpoints/control/control-server.ts';
import { openEdge } from './endpoints/edge.ts';
import type { UpstreamTimes } from './endpoints/gateway/gateway-parts.ts';
import { createOpenExchanges } from './endpoints/gateway/open-exchanges.ts';
import { previewSignIn } from './endpoints/portal/preview-sign-in.tsx';
import { renderAppConfiguration } from './endpoints/render-app-configuration.ts';
import { createEventStreams } from './endpoints/session-api/event-streams.ts';
import { openAppTeller } from './open-app-teller.ts';
import { openConsoleDoor } from './open-console-door.ts';
import { openImported } from './open-imported.ts';
import { listOwnHosts, openNewAuthority, showAuthority } from './open-new-authority.ts';
import { openNetwork, type ListenFailure } from './open-network.ts';
import type { ListenOverrides } from './open-lan.ts';
import { openRecords } from './open-records.ts';
import { openUpkeep } from './open-upkeep.ts';
import { createAlarmWatch } from './operations/alarm-watch.ts';
import { createProbes } from './operations/check-app/probes.ts';
import { persistUse, type MaintainedDependencies } from './operations/maintain.ts';
import { recordTallies } from './operations/record-attempts.ts';
import { showStatus } from './operations/status.ts';
import { createChangePublisher, tellStatus } from './publish-changes.ts';
import { makeMilestone } from './reach-milestone.ts';
import { recordStart, recordStop } from './record-run.ts';
import { openSecretFile } from './records/keys/secret-file.ts';
import { startUpkeep } from './start-upkeep.ts';
import { takeSnapshot } from './take-snapshot.ts';

export interface AuthorityOptions extends ListenOverrides {
  readonly dataDir: string;
  /** Who we are, told to a second process that wants the data directory. */
  readonly holder: string;
  /** False: no LAN, no socket; the command line works on the data directory of an authority that is not running. */
  readonly listen?: boolean;
  /** Sources of time, the store worker's bundle, the patience with apps and the built console, given by tests. */
  readonly time?: TimeSources;
  readonly workerUrl?: URL;
  readonly upstreamTimes?: UpstreamTimes;
  /** Told each new status: for who shows it outside the console. */
  readonly onStatus?: (status: Status) => void;
  readonly rendererDir?: string;
  /** Told when what is in memory no longer holds: `reopen` is due. */
  readonly onRestart?: () => void;
}

export interface Authority {
  /** The control calls in this process, for a command line that opened the data directory itself. */
  readonly control: ControlClient;
  /** `console`: of the console for browsers; empty while it is not open. */
  addresses(): Readonly<Record<'https' | 'http' | 'console', readonly string[]> & { socket: string }>;
  /** Serves the console on a message port. */
  serveConsole(port: unknown): void;
  /** Closes and opens again what the data directory holds now, which stays locked all the while; on the same ports. */
  reopen(): Promise<OpenedAuthority>;
  close(): Promise<void>;
}

export type OpenedAuthority = { readonly ok: true; readonly authority: Authority } | ListenFailure;

/** Opens everything in order: base, records, operations' dependencies, endpoints. */
export async function openAuthority(options: AuthorityOptions): Promise<OpenedAuthority> {
  const dataDir = openDataDir(options.dataDir, options.holder);
  return dataDir.ok ? openIn(dataDir, options) : dataDir;
}

async function openIn(dataDir: DataDir, options: AuthorityOptions): Promise<OpenedAuthority> {
  const log = openLog(dataDir.logsDir);

  const feed = createChangeFeed<Snapshot, Change>(() => takeSnapshot(deps, status()));
  const publisher = createChangePublisher(
    () => deps,
    () => status(),
    tellStatus((change) => feed.publish(change), options.onStatus),
  );
  const eventStreams = createEventStreams(() => deps);
  const exchanges = createOpenExchanges(() => deps);
  const opened = await openRecords({
    dataDir,
    time: options.time ?? systemTime,
    listeners: {
      ...publisher,
      sessions: {
        ...publisher.sessions,
        ended(session) {
          eventStreams.ended(session);
          exchanges.ended(session);
          publisher.sessions.ended(session);
        },
      },
      logouts: {
        changed(appId) {
          appTeller.wake(appId);
          publisher.logouts.changed(appId);
        },
      },
    },
    log,
    workerUrl: options.workerUrl,
  });
  if (!opened.ok) {
    dataDir.close();
    return opened;
  }
  const { records } = opened;
  const { clock, database, settings, install } = records;
  const abandon = async <Why extends Refusal>(refusal: Why): Promise<Why> => {
    await database.close();
    dataDir.close();
    return refusal;
  };

  const ca = await openCertificateAuthority({
    keysDir: dataDir.keysDir,
    now: () => clock.now(),
    chosenNames: listOwnHosts(settings.current().network),
  });
  if (!ca.ok && ca.code !== 'tls_key_broken') return abandon(ca);
  if (!ca.ok) log.error({ detail: ca.detail }, 'the certificate authority cannot be read: the LAN is closed');
  const imported = await openImported({
    keysDir: dataDir.keysDir,
    now: () => clock.now(),
    expected: (install.find('certificate_imported_at') ?? 0) > 0,
    log,
  });
  const doors = await openNetwork({
    records,
    ca,
    overrides: options,
    serve: imported.serve,
    exchanges,
    appChanged: (id) => publisher.appChanged(id),
    upstreamTimes: options.upstreamTimes,
    log,
  });
  if (!doors.ok) return abandon(doors);
  const { lan, gateway } = doors;

  const hasher = openPasswordHasher({
    // One core stays free for the check path.
    concurrency: Math.max(1, availableParallelism() - 1),
    queueMax: 1000,
  });
  const deps: MaintainedDependencies = {
    ...records,
    hasher,
    network: lan.network,
    probes: createProbes(),
    gateway: gateway.state,
  };
  const appTeller = openAppTeller(deps, { caPem: doors.caPem, log });
  const runningSince = clock.now();
  const { keysDir } = dataDir;
  const place = { dataDir: dataDir.dir, keysDir, host: hostname(), whileKeysRest: lan.whileKeysRest };
  const statusChanged = (): void => publisher.statusChanged();
  const upkeep = await openUpkeep({ deps, lan, place, ...showAuthority(ca), changed: statusChanged });
  const alarmWatch = createAlarmWatch();
  const status = (): Status =>
    showStatus(deps, {
      version,
      dataDir: dataDir.dir,
      runningSince,
      certificate: {
        ...lan.certificate(),
        import: imported.facts(),
        ...showAuthority(ca),
      },
      httpOrigins: lan.network.httpOrigins(),
      startAlarms: records.settingsTrouble ? [records.settingsTrouble] : [],
      ...upkeep.facts(),
      notListening: lan.notListening(),
      consoleTrouble: consoleDoor.trouble(),
      alarmWatch,
    });
  const consoleDoor = openConsoleDoor({ deps, log, ...options }, () => controlServer);
  const reopen = (): void => {
    controlServer.leaveLocalSocket();
    options.onRestart?.();
  };
  const control: ControlDependencies = {
    deps,
    feed,
    log,
    status,
    statusChanged,
    checkPort: async (port) =>
      Object.values(lan.ports()).includes(port) ? { state: 'ours' } : checkPort(port),
    ...consoleDoor.calls((network) => doors.applyNetwork(network)),
    upkeep,
    certificates: {
      put: imported.put,
      issue: lan.renewCertificate,
      replaceAuthority: openNewAuthority({ deps, keysDir, ca, lan, gateway, upkeep, log, reopen }),
      show: lan.showCertificate,
    },
    backupPlace: place,
    restart: reopen,
    applyGateway: gateway.apply,
    tellApp: (id) => appTeller.tellApp(id),
    previewPortal: (portal) => previewSignIn(portal, clock.now()),
    renderConfiguration: (app, secret) =>
      renderAppConfiguration(app, secret, {
        origin: lan.network.origin(),
        issuer: settings.current().oidc.issuer,
      }),
  };
  const controlServer = openControlServer(control);

  const edge = ca.ok
    ? await openEdge({
        ...deps,
        log,
        formKey: await openSecretFile(path.join(dataDir.keysDir, 'form.key')),
        trust: ca.authority,
        ports: () => lan.ports(),
        eventStreams,
        engine: gateway.engine,
        onRequest: makeMilestone(records, 'first_device_seen_at', statusChanged),
        onTrustingDevice: upkeep.noteTrustingDevice,
      })
    : undefined;

  const rounds = startRounds((error) => log.error({ err: error }, 'a round failed'));
  let socket = '';
  if (options.listen !== false) {
    const listening = edge ? await doors.listen(edge, deps) : { ok: true as const };
    if (!listening.ok) return abandon(listening);
    if (edge) await gateway.listen((port) => edge.gatewayAt(port));
    socket = await controlServer.listenLocalSocket(dataDir.dir);
    const alarmRound = startUpkeep(rounds, deps, {
      eachSecond: [() => eventStreams.tick(), async () => exchanges.tick(), async () => appTeller.round()],
      refreshNetwork: () => doors.refresh(),
      alarms: () => status().alarms,
      statusChanged,
    });
    await consoleDoor.start(rounds);
    await upkeep.start(rounds);
    await recordStart(records, runningSince);
    appTeller.begin();
    await alarmRound();
  }
  database.onHealth(statusChanged);

  const closeAll = async (): Promise<void> => {
    rounds.stop();
    await controlServer.close();
    await consoleDoor.close();
    eventStreams.closeAll();
    await gateway.close();
    await appTeller.close();
    await lan.close();
    await edge?.close();
    await recordTallies(deps);
    if (options.listen !== false) await recordStop(records);
    await persistUse(deps);
    await database.close();
    log.flush();
  };
  return {
    ok: true,
    authority: {
      control: controlServer.client('cli'),
      addresses: () => ({
        https: lan.network.origins(),
        http: lan.network.httpOrigins(),
        socket,
        console: consoleDoor.addresses(),
      }),
      serveConsole: (port) => controlServer.serveMessagePort(port),
      async reopen() {
        const ports = lan.ports();
        await closeAll();
        return openIn(dataDir, {
          ...options,
          newPorts: undefined,
          // People hold addresses with whatever port was free then.
          httpsPort: options.httpsPort === 0 ? ports.https : options.httpsPort,
          httpPort: options.httpPort === 0 ? ports.http : options.httpPort,
        });
      },
      async close() {
        await closeAll();
        dataDir.close();
      },
    },
  };
}
