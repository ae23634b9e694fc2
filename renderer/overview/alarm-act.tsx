import { Button } from '@mantine/core';
import { useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Alarm } from '../../shared/model/status.ts';
import { useAuthorityNow } from '../authority/use-authority-now.ts';
import { useMirror } from '../authority/use-mirror.ts';
import { linkTo, openIdConnectPart } from '../pieces/link-to.ts';
import { AcceptClockDialog } from './accept-clock-dialog.tsx';
import { AppAlarmAct } from './app-alarm-act.tsx';
import { PleaActs } from './plea-acts.tsx';
import { ResumeSignIns } from './resume-sign-ins.tsx';

/** Where the thing is looked at or changed; what goes away by itself has no button. */
const links = {
  settings_replaced: linkTo('limits'),
  seats_nearly_full: linkTo('limits'),
  throttle_burst: linkTo('audit', 'failures'),
  backup_missing: linkTo('backup'),
  backup_failed: linkTo('backup'),
  address_changed: linkTo('network'),
  address_from_dhcp: linkTo('network'),
  not_listening: linkTo('network'),
  certificate_unusable: linkTo('network'),
  certificate_lacks_hosts: linkTo('network'),
  certificate_expires: linkTo('network'),
  authority_expires: linkTo('network'),
  issuer_lost: linkTo('apps', openIdConnectPart),
} as const;

/** Users named at an alarm; the list of users has the rest. */
const namedMax = 3;

export function AlarmAct({ alarm: { code, facts } }: { readonly alarm: Alarm }) {
  switch (code) {
    case 'clock_behind':
    case 'clock_ahead':
    case 'clock_jumped':
      return <AcceptClock />;
    case 'sign_ins_paused':
      return <ResumeSignIns />;
    case 'kick_war':
      return <OpenUsers />;
    case 'password_reported':
      return facts?.code === code ? <OpenNamed users={facts.users} /> : null;
    case 'admission_asked':
      return facts?.code === code ? <PleaActs people={facts.people} /> : null;
    case 'gateway_not_listening':
    case 'logout_unconfirmed':
    case 'identity_mismatch':
    case 'app_bypassable':
      return <AppAlarmAct code={code} />;
    case 'store_unavailable':
    case 'signing_key_broken':
    case 'console_not_listening':
    case 'disk_low':
      return null;
    default:
      return <AlarmLink code={code} />;
  }
}

function AlarmLink({ code }: { readonly code: keyof typeof links }) {
  const { t } = useTranslation();
  return (
    <Button component="a" href={links[code]} size="compact-sm" variant="default">
      {t(`attention.acts.${code}`)}
    </Button>
  );
}

function AcceptClock() {
  const { t } = useTranslation();
  const [asking, setAsking] = useState(false);
  return (
    <>
      <Button size="compact-sm" variant="default" onClick={() => setAsking(true)}>
        {t('attention.clockRight')}
      </Button>
      <AcceptClockDialog opened={asking} onClose={() => setAsking(false)} />
    </>
  );
}

/** Those whose devices push each other out: whose policy is `ask` for a while. */
function OpenUsers() {
  const { t } = useTranslation();
  const users = useMirror((mirror) => mirror.users);
  const now = useAuthorityNow();
  const damped = useMemo(
    () =>
      [...users.values()].filter(
        ({ effectivePolicy: { askUntil } }) => askUntil !== undefined && Date.parse(askUntil) > now,
      ),
    [users, now],
  );
  if (damped.length === 0) {
    return (
      <Button component="a" href={linkTo('users')} size="compact-sm" variant="default">
        {t('attention.openUsers')}
      </Button>
    );
  }
  return <OpenNamed users={damped} />;
}

function OpenNamed({ users }: { readonly users: readonly { readonly id: string; readonly name: string }[] }) {
  const { t } = useTranslation();
  return users.slice(0, namedMax).map(({ id, name }) => (
    <Button key={id} component="a" href={linkTo('users', id)} size="compact-sm" variant="default">
      {t('attention.openUser', { name })}
    </Button>
  ));
}
