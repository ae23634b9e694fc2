import type { Change, Snapshot } from '../../../../shared/contract/change-stream.ts';
import type { OidcFacts, Snippet } from '../../../../shared/model/app.ts';
import type { AddressView, Status } from '../../../../shared/model/status.ts';
import type { ChangeFeed } from '../../base/changes/change-feed.ts';
import type { Logger } from '../../base/log/open-log.ts';
import type { PortHolder } from '../../base/net/port-holder.ts';
import type { BackupPlace } from '../../operations/backup-file.ts';
import type { ApplyGateway } from '../../operations/change-apps.ts';
import type { ApplyNetwork } from '../../operations/change-settings.ts';
import type { Dependencies } from '../../operations/dependencies.ts';
import type { TellApp } from '../../operations/tell-apps.ts';
import type { App } from '../../records/apps/apps.ts';

/** What the control calls need besides what operations work on. */
export interface ControlDependencies {
  readonly deps: Dependencies;
  readonly feed: ChangeFeed<Snapshot, Change>;
  readonly log: Logger;
  status(): Status;
  statusChanged(): void;
  addresses(): AddressView[];
  checkPort(
    port: number,
  ): Promise<{ state: 'free' | 'ours' | 'busy' | 'forbidden'; holder?: PortHolder | undefined }>;
  /** Listens anew under changed network settings, before they are recorded; refused: everything stays as it was. */
  readonly applyNetwork: ApplyNetwork;
  readonly backupPlace: BackupPlace;
  /** What is in memory no longer holds: the authority closes and opens anew, after the answer has gone out. */
  restart(): void;
  /** Listens for the gateway apps as they are to be. */
  readonly applyGateway: ApplyGateway;
  /** Tells an app now of all ended sessions it has not confirmed. */
  readonly tellApp: TellApp;
  /** Finished configuration of an app for this install, one for each way it can be set up. */
  renderConfiguration(app: App, secret: string): { readonly snippets: Snippet[]; readonly oidc?: OidcFacts };
}
