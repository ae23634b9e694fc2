import type { Finding } from '../../../../shared/model/app.ts';
import type { App } from '../../records/apps/apps.ts';
import { makeFinding } from './make-finding.ts';

/** What can be told from the app's settings alone. */
export function checkSettings(app: App): Finding[] {
  const findings: Finding[] = [];
  if (app.url !== '') {
    const values = { address: app.url };
    findings.push(
      app.plainHttp
        ? makeFinding('plain_http', 'bad', 'plainHttp', values)
        : makeFinding('plain_http', 'good', 'https', values),
    );
  }
  if (app.kind !== 'oidc') {
    findings.push(
      app.foreignAuthorization === 'pass'
        ? makeFinding('foreign_authorization_passes', 'bad', 'ownKeysPass', {})
        : makeFinding('foreign_authorization_passes', 'good', 'ownKeysRefused', {}),
    );
  }
  if (app.kind === 'oidc') findings.push(checkTold(app));
  return findings;
}

function checkTold({ oidc }: App): Finding {
  const uri = oidc?.backchannelLogoutUri;
  return uri === undefined
    ? makeFinding('not_told_of_ends', 'bad', 'notTold', {})
    : makeFinding('not_told_of_ends', 'good', 'told', { address: uri });
}
