import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { pictures, type Shown } from './picture-list.ts';

const root = join(import.meta.dirname, '../../..');
const shown: Shown = {
  jobs: { followed: 'a', failed: 'b', spread: 'c', chatty: 'd' },
  agent: 'eu-1',
  topic: 'orders',
  schedule: 'nightly',
  template: 'stream',
  webhook: 'chat',
  sort: 'e',
  work: { rows: 'e', failed: 'f', chain: 'orders' },
  kitchens: { order: 'g', run: 'h' },
};

/** Every page that the control plane has, as a pattern of its address. */
const pages = readdirSync(join(root, 'control-plane/src/app'), { recursive: true, encoding: 'utf8' })
  .filter((file) => file.split('/').at(-1) === 'page.tsx')
  .map((file) => `/${file.replace(/\/?page\.tsx$/, '')}`);

const pathOf = (address: string) => address.replace(/[?#].*/, '');

test('every page has a picture, and every picture is of a page', () => {
  expect(pages.length).toBeGreaterThan(25);
  const taken = pictures.map(({ path }) => pathOf(path(shown)));
  const fits = (page: string) => {
    const pattern = new RegExp(`^${page.replaceAll(/\[[^\]]+\]/g, '[^/]+')}$`);
    return (path: string) => pattern.test(path) && (page.includes('[') ? !pages.includes(path) : true);
  };
  expect(pages.filter((page) => !taken.some(fits(page)))).toEqual([]);
  expect(taken.filter((path) => !pages.some((page) => fits(page)(path)))).toEqual([]);
});

test('the pictures have names of their own', () => {
  const names = pictures.map(({ name }) => name);
  expect(new Set(names).size).toBe(names.length);
});

test('the folder of pictures has those of the list, in both themes, and no other', () => {
  const files = pictures.flatMap(({ name, chief }) => [
    `${name}.png`,
    `${name}-dark.png`,
    ...(chief ? [`${name}-phone.png`, `${name}-phone-dark.png`] : []),
  ]);
  const there = readdirSync(join(root, 'docs/images')).filter((file) => file.endsWith('.png'));
  expect(there.sort()).toEqual(files.sort());
});
