import type { EffectiveLimit } from '../../../../shared/model/limit.ts';
import type { Frame } from './frame.ts';

/** Which rule a limit comes from, below the limit itself. */
export function LimitOrigin({ frame, limit }: { readonly frame: Frame; readonly limit: EffectiveLimit }) {
  return <p className="hint">{frame.t(`limit.from.${limit.boundBy}`, { group: limit.group ?? '' })}</p>;
}
