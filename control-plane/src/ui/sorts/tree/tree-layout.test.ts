import type { SortPart } from '@longshore/schemas';
import { describe, expect, it } from 'vitest';
import { layTree, neighbourOf } from './tree-layout.ts';

const part = (id: string, count: number | null, children: string[] = [], state: SortPart['state'] = 'waiting') =>
  ({
    id,
    parent: id.includes('.') ? id.slice(0, id.lastIndexOf('.')) : null,
    depth: id.split('.').length - 1,
    role: children.length > 0 ? 'split' : 'leaf',
    count,
    bytes: null,
    state,
    shares: 1,
    children,
  }) satisfies SortPart;

const tree = [
  part('r', 100, ['r.0', 'r.1', 'r.2'], 'parted'),
  part('r.0', 25, [], 'sorted'),
  part('r.1', 50, ['r.1.0', 'r.1.1'], 'parted'),
  part('r.2', 25),
  part('r.1.0', 10),
  part('r.1.1', 40),
];

const places = (parts: SortPart[], least?: number) =>
  layTree(parts, least).blocks.map(({ id, depth, from, width, parts: many }) => [id, depth, from, width, many]);

describe('the picture of the parts', () => {
  it('has each part under its own, as wide as its share of the elements', () => {
    expect(places(tree)).toEqual([
      ['r', 0, 0, 1, 1],
      ['r.0', 1, 0, 0.25, 1],
      ['r.1', 1, 0.25, 0.5, 1],
      ['r.1.0', 2, 0.25, 0.1, 1],
      ['r.1.1', 2, 0.35, 0.4, 1],
      ['r.2', 1, 0.75, 0.25, 1],
    ]);
    expect(layTree(tree).rows).toBe(3);
  });

  it('is nothing while there are no parts, and one block while there is one', () => {
    expect(layTree([])).toEqual({ blocks: [], rows: 0 });
    expect(places([part('r', null)])).toEqual([['r', 0, 0, 1, 1]]);
  });

  it('has parts equally wide while nobody knows how large they are, and where all are empty', () => {
    const widths = (counts: (number | null)[]) =>
      places([part('r', 5, ['r.0', 'r.1']), ...counts.map((count, index) => part(`r.${index}`, count))])
        .slice(1)
        .map((place) => place[3]);
    expect(widths([null, 3])).toEqual([0.5, 0.5]);
    expect(widths([0, 0])).toEqual([0.5, 0.5]);
  });

  it('puts neighbours that are too narrow together until they can be seen', () => {
    const children = Array.from({ length: 100 }, (_, index) => `r.${index}`);
    const many = [
      part('r', 1_000, children, 'parted'),
      ...children.map((id, index) => part(id, 10, [], index < 30 ? 'sorted' : 'waiting')),
    ];
    const { blocks } = layTree(many, 0.05);
    const below = blocks.slice(1);
    expect(below.length).toBeGreaterThanOrEqual(16);
    expect(below.length).toBeLessThanOrEqual(20);
    expect(below.reduce((sum, { parts }) => sum + parts, 0)).toBe(100);
    expect(below.reduce((sum, { count }) => sum + (count ?? 0), 0)).toBe(1_000);
    expect(below.reduce((sum, { done }) => sum + done, 0)).toBe(30);
    expect(below[0]).toMatchObject({ id: 'r.0', done: below[0]?.parts });
  });

  it('leaves out what belongs to a part that is not there', () => {
    expect(places([part('r', 1, ['r.7']), part('x.1', 1)])).toHaveLength(1);
  });
});

describe('arrows in the picture', () => {
  const { blocks } = layTree(tree);
  const from = (id: string, key: string) => neighbourOf(blocks, id, key)?.id ?? null;

  it('lead up to the whole, down to the first part, and beside', () => {
    expect(from('r', 'ArrowDown')).toBe('r.0');
    expect(from('r.1', 'ArrowDown')).toBe('r.1.0');
    expect(from('r.1.1', 'ArrowUp')).toBe('r.1');
    expect(from('r.1', 'ArrowLeft')).toBe('r.0');
    expect(from('r.1', 'End')).toBe('r.2');
    expect(from('r.2', 'Home')).toBe('r.0');
  });

  it('lead nowhere beyond the picture', () => {
    expect(from('r', 'ArrowUp')).toBeNull();
    expect(from('r.0', 'ArrowDown')).toBeNull();
    expect(from('r.2', 'ArrowRight')).toBeNull();
    expect(from('r', 'a')).toBeNull();
    expect(from('no such', 'Home')).toBeNull();
  });
});
