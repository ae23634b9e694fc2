import { Button, Radio, Stack } from '@mantine/core';
import { IconArrowRight, IconFlask } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { OwnLimit, OwnPolicy } from '../../shared/model/limit.ts';
import type { SeatsValue } from '../../shared/model/plan.ts';
import type { WhatIf, WhatIfAnswer } from '../../shared/model/what-if.ts';
import { useCommand } from '../authority/use-command.ts';
import { useMirror } from '../authority/use-mirror.ts';
import { FailureNotice } from '../pieces/failure-notice.tsx';
import { LimitInput } from '../pieces/limit-input.tsx';
import { PolicyInput } from '../pieces/policy-input.tsx';
import { useLimitWords } from '../pieces/use-limit-words.ts';
import { hasEmptyNumber } from '../ui/has-empty-number.ts';
import { NumberField } from '../ui/number-field.tsx';
import { useKeptState } from '../ui/use-kept-state.ts';
import { Panel } from '../ui/panel.tsx';
import classes from './limits-screen.module.css';
import { WhatIfResult } from './what-if-result.tsx';

export type TriedRules = Pick<WhatIf, 'limit' | 'policy' | 'seats'>;

interface Tried {
  readonly limit: OwnLimit;
  readonly policy: OwnPolicy;
  readonly seats: SeatsValue | 'inherit';
  readonly days: number;
}

/** As the contract has it. */
const seatsMax = 1_000_000;
const daysMax = 90;
const asToday: Tried = { limit: 'inherit', policy: 'inherit', seats: 'inherit', days: 30 };

/** Other rules held against the sign-ins of the last weeks. Nothing here changes anything. */
export function WhatIfTab({ onTakeOver }: { readonly onTakeOver: (tried: TriedRules) => void }) {
  const { t } = useTranslation();
  const words = useLimitWords();
  const install = useMirror((mirror) => mirror.settings.sessions);
  const plan = useMirror((mirror) => mirror.plan);
  const [tried, setTried] = useKeptState('what-if', asToday);
  const [result, setResult] = useState<{ rules: TriedRules; days: number; answer: WhatIfAnswer }>();
  const ask = useCommand((client, rules: WhatIf) => client.plan.whatIf(rules));
  const change = (part: Partial<Tried>): void => setTried((before) => ({ ...before, ...part }));
  const { limit, policy, seats, days } = tried;
  const rules: TriedRules = {
    ...(limit === 'inherit' ? {} : { limit }),
    ...(policy === 'inherit' ? {} : { policy }),
    ...(seats === 'inherit' ? {} : { seats }),
  };
  const run = async (): Promise<void> => {
    const result = await ask.run({ ...rules, days });
    if (result.ok) setResult({ rules, days, answer: result.answer });
  };
  const seatNumber = typeof plan.seats === 'number' ? plan.seats : Math.max(1, plan.used);
  const seatsKind = typeof seats === 'number' ? 'number' : seats;

  return (
    <>
      <Panel title={t('whatIf.title')} description={t('whatIf.description')}>
        <div className={classes.columns}>
          <Stack gap="lg">
            <LimitInput
              label={t('whatIf.limit')}
              value={limit}
              inherited={install.limit}
              inheritLabel={t('whatIf.asToday', { value: words.devices(install.limit) })}
              onChange={(next) => change({ limit: next })}
            />
            <Radio.Group
              label={t('whatIf.seats')}
              value={seatsKind}
              onChange={(next) =>
                change({ seats: next === 'number' ? seatNumber : next === 'unlimited' ? next : 'inherit' })
              }
            >
              <Stack gap="sm" mt="xs">
                <Radio
                  value="inherit"
                  label={t('whatIf.asToday', {
                    value:
                      plan.seats === 'unlimited'
                        ? t('seats.noPlan')
                        : t('seats.seatCount', { count: plan.seats }),
                  })}
                />
                <Radio value="number" label={t('seats.number')} />
                {typeof seats === 'number' && (
                  <NumberField
                    aria-label={t('seats.count')}
                    min={0}
                    max={seatsMax}
                    value={seats}
                    onChange={(next) => change({ seats: next })}
                    w="9rem"
                    ms="2rem"
                  />
                )}
                <Radio value="unlimited" label={t('seats.none')} />
              </Stack>
            </Radio.Group>
            <NumberField
              label={t('whatIf.days')}
              description={t('whatIf.daysDescription')}
              min={1}
              max={daysMax}
              value={days}
              onChange={(next) => change({ days: next })}
              w="9rem"
            />
          </Stack>
          <div>
            <PolicyInput
              label={t('limits.policy')}
              value={policy}
              inheritLabel={t('whatIf.asToday', { value: t(`policy.${install.policy}.short`) })}
              onChange={(next) => change({ policy: next })}
            />
          </div>
        </div>
        <FailureNotice failure={ask.failure} />
        <div className={classes.saveBar}>
          <Button variant="default" onClick={() => setTried(asToday)}>
            {t('whatIf.reset')}
          </Button>
          <Button
            leftSection={<IconFlask size={18} aria-hidden />}
            loading={ask.working}
            disabled={hasEmptyNumber(tried)}
            onClick={() => void run()}
          >
            {t('whatIf.act')}
          </Button>
        </div>
      </Panel>
      {result !== undefined && (
        <WhatIfResult
          answer={result.answer}
          days={result.days}
          action={
            Object.keys(result.rules).length > 0 && (
              <Button
                variant="default"
                rightSection={<IconArrowRight size={16} aria-hidden />}
                onClick={() => onTakeOver(result.rules)}
              >
                {t('whatIf.takeOver')}
              </Button>
            )
          }
        />
      )}
    </>
  );
}
