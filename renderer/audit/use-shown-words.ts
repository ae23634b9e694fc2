import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { foldText, splitWords } from '../../shared/fold-text.ts';
import { auditThroughSchema, auditActions, type AuditAction } from '../../shared/model/audit.ts';
import { refusalOf, resultOf } from '../../shared/model/audit-result.ts';
import type { AuditMeaning, AuditWord } from '../../shared/model/audit-word.ts';
import { pleaReasonSchema } from '../../shared/model/plea.ts';
import { endReasonSchema, signInMethodSchema } from '../../shared/model/session.ts';
import { useAuditFields } from '../pieces/use-audit-fields.ts';
import { clockAlarms, ownActors, stoppedBy } from '../pieces/use-audit-words.ts';
import { listFieldMeanings, type SaidValues } from './list-field-meanings.ts';

/** Something an entry shows, folded, and of which entries it is said. */
export type ShownWords = SaidWords | SaidValues;

interface SaidWords {
  readonly said: string;
  readonly of: AuditMeaning;
}

/** As many as an entry is looked for by at once. */
const wordsMax = 20;
/** As many as the authority takes for one word. */
const meaningsMax = 300;

/** Everything that entries of the audit say in the language of the reader besides names, numbers and times. */
export function useShownWords(): readonly ShownWords[] {
  const { t } = useTranslation();
  const fields = useAuditFields();
  return useMemo(() => {
    const say = (said: string, of: AuditMeaning): SaidWords => ({ said: foldText(said), of });
    const ofData = (said: string, actions: AuditAction[], field: string, is: string): SaidWords =>
      say(said, { actions, data: { path: [field], is } });
    const inNumber = (count: number): SaidWords =>
      say(t('audit.importOf', { count }), { actions: ['users.imported', 'users.import_undone'] });
    const unnamed = { time: '', name: '', live: '', limit: '' };
    return [
      ...auditActions.flatMap((action) => {
        const why = refusalOf(action);
        const result = t(`audit.results.${resultOf(action)}`);
        const of = { actions: [action] };
        return [
          say(t(`audit.actions.${action}`), of),
          say(
            why === undefined ? result : t('audit.resultAndWhy', { result, why: t(`audit.why.${why}`) }),
            of,
          ),
        ];
      }),
      ...ownActors.map((actor) => say(t(`audit.by.${actor}`), { actor })),
      ...endReasonSchema.options.map((reason) =>
        ofData(t(`reasons.${reason}`), ['session.ended'], 'reason', reason),
      ),
      ...signInMethodSchema.options.map((method) =>
        ofData(t(`methods.${method}`), ['session.started'], 'method', method),
      ),
      ...pleaReasonSchema.options.map((why) =>
        ofData(t(`audit.actions.sign_in.${stoppedBy[why]}`), ['plea.made', 'plea.dismissed'], 'why', why),
      ),
      ...auditThroughSchema.options.map((through) =>
        say(t(`audit.through.${through}`), { data: { path: ['through'], is: through } }),
      ),
      ...clockAlarms.map((code) =>
        say(t(`alarms.${code}`), { actions: ['clock.alarm', 'clock.accepted'], subject: code }),
      ),
      say(t('audit.atLimit', unnamed), { actions: ['sign_in.asked'] }),
      ofData(t('audit.asked', unnamed), ['sign_in.limit'], 'answer', 'ask'),
      say(t('audit.refused', unnamed), {
        actions: ['sign_in.limit'],
        data: { path: ['answer'], isNot: 'ask' },
      }),
      say(t('audit.until', unnamed), {
        actions: ['sign_ins.paused', 'sign_in.kick_war'],
        data: { path: ['until'], isNot: '' },
      }),
      say(t('audit.confirmedBy', unnamed), { actions: ['certificate.authority_made'] }),
      // The numbers have different words in some languages.
      ...[1, 2, 3, 11, 100].map(inNumber),
      ...listFieldMeanings(t, fields).map((one) => ('said' in one ? say(one.said, one.of) : one)),
    ];
  }, [t, fields]);
}

function meaningsOf(shown: ShownWords, text: string): AuditMeaning[] {
  if ('said' in shown) return shown.said.includes(text) ? [shown.of] : [];
  const isIn = shown.values.filter(({ said }) => said.includes(text)).map(({ is }) => is);
  return isIn.length === 0 ? [] : [{ ...shown.of, data: { ...shown.of.data, isIn } }];
}

/** What was typed, word by word, each with all that it can stand for. */
export function toWords(typed: string, shown: readonly ShownWords[]): AuditWord[] {
  return splitWords(typed)
    .slice(0, wordsMax)
    .map((text) => {
      const meant = shown.flatMap((one) => meaningsOf(one, text));
      const isWhole = ({ data, actor, subject }: AuditMeaning): boolean =>
        data === undefined && actor === undefined && subject === undefined;
      const actions = [...new Set(meant.filter(isWhole).flatMap((of) => of.actions ?? []))];
      const stands = [...(actions.length === 0 ? [] : [{ actions }]), ...meant.filter((of) => !isWhole(of))];
      return stands.length === 0 ? { text } : { text, stands: stands.slice(0, meaningsMax) };
    });
}
