/**
 * What of the ticks still means something: those for which `has` says yes. The same set where that is all of them, so
 * that nothing is drawn again for it.
 */
export function keepLiveIds(ids: ReadonlySet<string>, has: (id: string) => boolean): ReadonlySet<string> {
  const left = [...ids].filter(has);
  return left.length === ids.size ? ids : new Set(left);
}
