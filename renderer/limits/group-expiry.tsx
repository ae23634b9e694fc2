import { Checkbox, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { GroupRules } from '../../shared/model/group.ts';
import { useMirror } from '../authority/use-mirror.ts';
import { DurationInput } from '../ui/duration-input.tsx';
import classes from './limits-screen.module.css';

const sessionClasses = ['browser', 'app'] as const;
const spans = ['idleSeconds', 'absoluteSeconds'] as const;
type Of = (typeof sessionClasses)[number];

interface Properties {
  readonly rules: GroupRules;
  readonly maxSeconds: number;
  readonly onChange: (of: Of, lifetime: GroupRules[Of]) => void;
}

/** How long sessions of a group last, where it says so itself. */
export function GroupExpiry({ rules, maxSeconds, onChange }: Properties) {
  const { t } = useTranslation();
  const install = useMirror((mirror) => mirror.settings.sessions);
  return (
    <div className={classes.columns}>
      {sessionClasses.map((of) => (
        <section key={of} className={classes.group} aria-label={t(`expiry.${of}`)}>
          <Text fw={600}>{t(`expiry.${of}`)}</Text>
          {spans.map((span) => {
            const { [span]: seconds, ...rest } = rules[of];
            return (
              <div key={span} className={classes.optional}>
                <Checkbox
                  label={t(`groups.own.${span}`)}
                  checked={seconds !== undefined}
                  onChange={(event) =>
                    onChange(of, event.currentTarget.checked ? { ...rest, [span]: install[of][span] } : rest)
                  }
                />
                {seconds !== undefined && (
                  <DurationInput
                    label={t(`expiry.${span}`)}
                    seconds={seconds}
                    error={seconds > maxSeconds ? t('expiry.tooLong') : undefined}
                    onChange={(next) => onChange(of, { ...rest, [span]: next })}
                  />
                )}
              </div>
            );
          })}
        </section>
      ))}
    </div>
  );
}
