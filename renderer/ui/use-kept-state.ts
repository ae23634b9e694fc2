import { useCallback, useState } from 'react';
import { create } from 'zustand';

/** By name. In memory only: it goes with the window. */
const useKeptValues = create<ReadonlyMap<string, unknown>>(() => new Map());

/**
 * State that outlives its screen: whoever comes back finds it as it was left, until the window is closed.
 * @param name of this one place in the console
 * @param first until something else is set; not a function
 */
export function useKeptState<Value>(
  name: string,
  first: Value,
): readonly [Value, (next: Value | ((before: Value) => Value)) => void] {
  const [atFirst] = useState(() => first);
  const read = (values: ReadonlyMap<string, unknown>): Value =>
    values.has(name) ? (values.get(name) as Value) : atFirst;
  const value = useKeptValues(read);
  const set = useCallback(
    (next: Value | ((before: Value) => Value)): void =>
      useKeptValues.setState((values) => {
        const before = values.has(name) ? (values.get(name) as Value) : atFirst;
        const after = typeof next === 'function' ? (next as (before: Value) => Value)(before) : next;
        return new Map(values).set(name, after);
      }, true),
    [name, atFirst],
  );
  return [value, set];
}
