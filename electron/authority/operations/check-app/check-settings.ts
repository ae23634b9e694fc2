import type { Finding } from '../../../../shared/model/app.ts';
import type { App } from '../../records/apps/apps.ts';

/** What can be told from the app's settings alone. */
export function checkSettings(app: App): Finding[] {
  const findings: Finding[] = [];
  if (app.url !== '') {
    findings.push(
      app.plainHttp
        ? {
            code: 'plain_http',
            result: 'bad',
            sentence: `The app is reached over plain HTTP (${app.url}): anybody on the network can copy its cookie and be that person in it until the session ends.`,
            fix: 'Give it a certificate and register it under https.',
            data: { address: app.url },
          }
        : {
            code: 'plain_http',
            result: 'good',
            sentence: `The app is reached over HTTPS (${app.url}).`,
            data: { address: app.url },
          },
    );
  }
  if (app.kind !== 'oidc') {
    findings.push(
      app.foreignAuthorization === 'pass'
        ? {
            code: 'foreign_authorization_passes',
            result: 'bad',
            sentence:
              'Requests with an Authorization header that is not of Rollcall pass without a session: whoever holds a key of the app gets in, is not counted, and stays in when sessions end.',
            fix: 'Refuse them, unless programs need such keys from outside; let those programs run beside the app instead.',
            data: {},
          }
        : {
            code: 'foreign_authorization_passes',
            result: 'good',
            sentence: 'An Authorization header that is not of Rollcall opens nothing.',
            data: {},
          },
    );
  }
  if (app.kind === 'oidc') findings.push(checkTold(app));
  return findings;
}

function checkTold({ oidc }: App): Finding {
  const uri = oidc?.backchannelLogoutUri;
  return uri === undefined
    ? {
        code: 'not_told_of_ends',
        result: 'bad',
        sentence:
          'The app asks Rollcall only when somebody signs in, and is not told when the session ends: who is in stays in as long as the app lets them.',
        fix: 'Give the address for back-channel logout if the app has one, or put the app behind the gateway or a proxy as well.',
        data: {},
      }
    : {
        code: 'not_told_of_ends',
        result: 'good',
        sentence: `The app asks Rollcall only when somebody signs in, and is told of ended sessions at ${uri}.`,
        data: { address: uri },
      };
}
