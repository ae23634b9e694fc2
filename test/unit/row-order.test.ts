import assert from 'node:assert/strict';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { VersionedMap } from '../../renderer/authority/versioned-map.ts';
import {
  arrangeRows,
  countChanges,
  followRows,
  type Ordering,
  type RowOrder,
} from '../../renderer/ui/table/row-order.ts';
import { ListedRows, type RowSource } from '../../renderer/ui/table/row-source.ts';

interface Row {
  readonly id: string;
  readonly at: number;
}

const byTime: Ordering<Row> = { keyOf: ({ at }) => at, descending: true };
const getId = ({ id }: Row): string => id;
const list = (...rows: readonly [string, number][]): ListedRows<Row> =>
  new ListedRows(
    rows.map(([id, at]) => ({ id, at })),
    getId,
  );
const names = ['a', 'b', 'c', 'd', 'e', 'f', 'g'] as const;
const noOne = (): boolean => false;

function follow<Source extends RowSource<Row>>(
  order: RowOrder<Row>,
  before: Source,
  after: Source,
  frozen: boolean,
  isMine: (id: string) => boolean = noOne,
): RowOrder<Row> {
  return followRows(order, after, after.changesSince(before), byTime, { frozen, isMine });
}

describe('rows that nobody is at', () => {
  it('appear at their place and go, and one that changes stays where it is', () => {
    const before = list(['a', 3], ['b', 2], ['c', 1]);
    const order = arrangeRows(before, byTime);
    expect(order.ids).toEqual(['a', 'b', 'c']);
    const after = list(['a', 3], ['c', 9], ['d', 2.5]);
    const next = follow(order, before, after, false);
    expect(next.ids).toEqual(['a', 'd', 'c']);
    expect([...next.moved]).toEqual(['c']);
    expect(countChanges(next)).toBe(1);
  });
});

describe('rows that somebody is at', () => {
  it('stay, gone or not, and what is new waits; applied, all is as it is now', () => {
    const before = list(['a', 3], ['b', 2], ['c', 1]);
    const after = list(['a', 3], ['c', 9], ['d', 2.5]);
    const frozen = follow(arrangeRows(before, byTime), before, after, true);
    expect(frozen.ids).toEqual(['a', 'b', 'c']);
    expect(frozen.gone.get('b')).toEqual({ id: 'b', at: 2 });
    expect(countChanges(frozen)).toBe(3);
    expect(arrangeRows(after, byTime).ids).toEqual(['c', 'a', 'd']);
  });

  it('make place for what comes behind all of them: that moves nothing', () => {
    const before = list(['a', 3], ['b', 2]);
    const after = list(['a', 3], ['b', 2], ['old', 1], ['new', 4]);
    const frozen = follow(arrangeRows(before, byTime), before, after, true);
    expect(frozen.ids).toEqual(['a', 'b', 'old']);
    expect([...frozen.waiting]).toEqual(['new']);
  });

  it('go at once when whoever is at them has taken them away', () => {
    const before = list(['a', 3], ['b', 2], ['c', 1]);
    const after = list(['c', 1]);
    const frozen = follow(arrangeRows(before, byTime), before, after, true, (id) => id === 'b');
    expect(frozen.ids).toEqual(['a', 'c']);
    expect([...frozen.gone.keys()]).toEqual(['a']);
  });

  it('leave no trace of what came and went in between', () => {
    const before = list(['a', 3]);
    const between = list(['a', 3], ['b', 4]);
    const one = follow(arrangeRows(before, byTime), before, between, true);
    const two = follow(one, between, before, true);
    expect(countChanges(two)).toBe(0);
    expect(two.ids).toEqual(['a']);
  });
});

describe('whatever happens', () => {
  const steps = fc.array(
    fc.record({
      id: fc.constantFrom(...names),
      at: fc.option(fc.nat({ max: 9 })),
      frozen: fc.boolean(),
    }),
    { maxLength: 40 },
  );

  it('what is shown and what waits is what there is; a thawed order shows all; nothing moves while it is frozen', () => {
    fc.assert(
      fc.property(steps, (life) => {
        let source = VersionedMap.of<Row>([{ id: 'a', at: 5 }]);
        let order = arrangeRows(source, byTime);
        for (const { id, at, frozen } of life) {
          const before = source;
          source = source.with([[id, at === null ? undefined : { id, at }]]);
          const shown = order.ids;
          order = follow(order, before, source, frozen);
          const present = order.ids.filter((one) => !order.gone.has(one));
          assert.deepEqual([...present, ...order.waiting].toSorted(), [...source.keys()].toSorted());
          assert.equal(order.ids.length, order.keys.length);
          if (frozen) assert.deepEqual(order.ids.slice(0, shown.length), shown);
          else assert.deepEqual([order.gone.size, order.waiting.size], [0, 0]);
        }
      }),
    );
  });

  it('a version knows what became of any earlier one, as a comparison of both would', () => {
    fc.assert(
      fc.property(steps, fc.nat({ max: 40 }), (life, from) => {
        const versions = [VersionedMap.of<Row>([])];
        const contents: ReadonlyMap<string, Row>[] = [new Map()];
        for (const { id, at } of life) {
          const next = (versions.at(-1) ?? VersionedMap.of<Row>([])).with([
            [id, at === null ? undefined : { id, at }],
          ]);
          versions.push(next);
          contents.push(new Map(next.entries()));
        }
        const place = from % versions.length;
        const [earlier, then, now] = [versions[place], contents[place], contents.at(-1)];
        const newest = versions.at(-1);
        if (!earlier || !then || !now || !newest) return;
        const told = new Map(newest.changesSince(earlier).map((change) => [change.id, change]));
        for (const id of names) {
          const same: boolean = then.get(id) === now.get(id);
          assert.equal(told.has(id), !same);
          if (!same) assert.deepEqual(told.get(id), { id, before: then.get(id), after: now.get(id) });
        }
      }),
    );
  });
});
