import type { AlarmFacts } from '../model/alarm-facts.ts';
import { sayError } from './say-error.ts';
import { sayFinding } from './say-finding.ts';
import { sayLogoutTrouble } from './say-logout-trouble.ts';
import { joinSentences, listSome, withMore, type Teller } from './teller.ts';

export type AppAlarmFacts = Extract<
  AlarmFacts,
  {
    code:
      | 'signing_key_broken'
      | 'gateway_not_listening'
      | 'logout_unconfirmed'
      | 'identity_mismatch'
      | 'app_bypassable'
      | 'issuer_lost';
  }
>;
type FactsOf<Code extends AppAlarmFacts['code']> = Extract<AppAlarmFacts, { code: Code }>;

/** The alarms about apps. */
export function sayAppAlarm(tell: Teller, facts: AppAlarmFacts): string {
  switch (facts.code) {
    case 'signing_key_broken':
      return saySigningKey(tell, facts);
    case 'gateway_not_listening':
      return sayGateway(tell, facts);
    case 'logout_unconfirmed':
      return sayUnconfirmed(tell, facts);
    case 'identity_mismatch':
      return sayMismatch(tell, facts);
    case 'app_bypassable':
      return sayBypassable(tell, facts);
    case 'issuer_lost':
      return tell.say('alarms.issuer_lost', {
        apps: listSome(tell, facts.apps, facts.more),
        issuer: facts.issuer,
        command: 'rollcall oidc move-issuer',
      });
  }
}

function saySigningKey(tell: Teller, { files, signs }: FactsOf<'signing_key_broken'>): string {
  const named = files.map(({ name, trouble }) =>
    tell.say('alarms.signing_key_broken.file', { name: `keys/${name}`, trouble }),
  );
  return joinSentences(tell, [
    tell.say('alarms.signing_key_broken.what', { files: listSome(tell, named) }),
    tell.say(`alarms.signing_key_broken.${signs ? 'signs' : 'verifies'}`),
    tell.say('alarms.signing_key_broken.act'),
  ]);
}

function sayGateway(tell: Teller, { apps, more }: FactsOf<'gateway_not_listening'>): string {
  const silent = apps.map(({ name, url, why, holder }) =>
    joinSentences(tell, [
      tell.say('alarms.gateway_not_listening.app', { name, url, why: sayError(tell, why) }),
      ...(holder === undefined ? [] : [tell.say('alarms.gateway_not_listening.holder', { holder })]),
    ]),
  );
  return joinSentences(tell, [
    tell.say('alarms.gateway_not_listening.what'),
    ...withMore(tell, silent, more),
    tell.say('alarms.gateway_not_listening.act'),
  ]);
}

function sayUnconfirmed(tell: Teller, { apps, more }: FactsOf<'logout_unconfirmed'>): string {
  const late = apps.map(({ name, ends, since, trouble }) => {
    const values = { name, ends, time: tell.dayAndTime(since) };
    return trouble === undefined
      ? tell.say('alarms.logout_unconfirmed.notAsked', values)
      : tell.say('alarms.logout_unconfirmed.asked', { ...values, trouble: sayLogoutTrouble(tell, trouble) });
  });
  return tell.say('alarms.logout_unconfirmed.what', { apps: listSome(tell, late, more) });
}

function sayMismatch(tell: Teller, { found, more }: FactsOf<'identity_mismatch'>): string {
  const taken = found.map(({ app, user, other, at, byCookie }) =>
    tell.say(`alarms.identity_mismatch.${byCookie ? 'byCookie' : 'took'}`, {
      app,
      user,
      other,
      time: tell.clock(at),
    }),
  );
  return tell.say('alarms.identity_mismatch.what', { found: listSome(tell, taken, more) });
}

function sayBypassable(tell: Teller, { apps, more, finding }: FactsOf<'app_bypassable'>): string {
  const way = finding && (sayFinding(tell, finding) ?? finding);
  return joinSentences(tell, [
    tell.say('alarms.app_bypassable.what', { apps: listSome(tell, apps, more) }),
    ...(way === undefined ? [] : [way.sentence, ...(way.fix === undefined ? [] : [way.fix])]),
    tell.say('alarms.app_bypassable.again'),
  ]);
}
