import type { Page } from 'playwright-core';

/** What the pictures show, by the ids that it got. */
export interface Shown {
  jobs: { followed: string; failed: string; spread: string; chatty: string };
  agent: string;
  topic: string;
  schedule: string;
  template: string;
  webhook: string;
  /** One that has succeeded, after the same with other numbers of sorters. */
  sort: string;
  work: { rows: string; failed: string; chain: string };
  /** An order with a receipt, and a run that is done. */
  kitchens: { order: string; run: string };
}

export interface Picture {
  /** Of its files: NAME.png, NAME-dark.png, and of a chief page NAME-phone.png and NAME-phone-dark.png. */
  name: string;
  path: (shown: Shown) => string;
  /** Those that one comes for are shown on a phone as well. */
  chief?: true;
  /** The page asks who one is: it is looked at by somebody who has not signed in. */
  asNobody?: true;
  /** Pixels of the picture for each of the page. @default 1 */
  scale?: number;
  /** Brings the page to what is worth seeing, and waits for it. */
  prepare?: (page: Page, shown: Shown) => Promise<void>;
}

const untilText = (text: string | RegExp) => (page: Page) => page.getByText(text).first().waitFor();

/** Every page, in the order in which the documentation would tell of them. What changes soonest comes first. */
export const pictures: readonly Picture[] = [
  {
    name: 'job',
    path: ({ jobs }) => `/jobs/${jobs.followed}`,
    chief: true,
    scale: 1.5,
    // The pace is said once the page has seen the figure rise.
    prepare: untilText(/records\/s/),
  },
  { name: 'overview', path: () => '/', chief: true, scale: 1.5 },
  { name: 'jobs', path: () => '/jobs', chief: true },
  { name: 'job-failed', path: ({ jobs }) => `/jobs/${jobs.failed}` },
  { name: 'job-tasks', path: ({ jobs }) => `/jobs/${jobs.spread}?tab=tasks`, prepare: goToTabs },
  {
    name: 'job-logs',
    path: ({ jobs }) => `/jobs/${jobs.chatty}?tab=logs`,
    chief: true,
    prepare: goToTabs,
  },
  { name: 'job-placement', path: ({ jobs }) => `/jobs/${jobs.spread}?tab=placement`, prepare: goToTabs },
  { name: 'job-spec', path: ({ jobs }) => `/jobs/${jobs.followed}?tab=spec`, prepare: goToTabs },
  { name: 'new-job', path: () => '/jobs/new', chief: true, prepare: wordJob },
  { name: 'queue', path: () => '/jobs/queue' },
  { name: 'work', path: () => '/work', chief: true },
  { name: 'work-items', path: () => '/work/items' },
  { name: 'work-item', path: ({ work }) => `/work/items/${work.rows}` },
  { name: 'work-item-failed', path: ({ work }) => `/work/items/${work.failed}` },
  { name: 'new-work-item', path: () => '/work/new?type=data', prepare: wordRows },
  { name: 'work-dead', path: () => '/work/dead' },
  { name: 'work-chains', path: () => '/work/chains' },
  { name: 'work-chain', path: ({ work }) => `/work/chains/${work.chain}` },
  { name: 'agents', path: () => '/agents', chief: true },
  { name: 'agents-map', path: () => '/agents?view=map', chief: true },
  { name: 'agent', path: ({ agent }) => `/agents/${agent}` },
  { name: 'schedules', path: () => '/schedules', chief: true },
  { name: 'schedule', path: ({ schedule }) => `/schedules/${schedule}` },
  { name: 'new-schedule', path: () => '/schedules/new' },
  { name: 'change-schedule', path: ({ schedule }) => `/schedules/${schedule}/change` },
  { name: 'templates', path: () => '/templates' },
  { name: 'template', path: ({ template }) => `/templates/${template}` },
  { name: 'new-template', path: () => '/templates/new' },
  { name: 'change-template', path: ({ template }) => `/templates/${template}/change` },
  { name: 'sorts', path: () => '/sorts', chief: true },
  {
    name: 'sort',
    path: ({ sort }) => `/sorts/${sort}`,
    chief: true,
    prepare: untilText('The same elements'),
  },
  { name: 'sort-result', path: ({ sort }) => `/sorts/${sort}?rank=1000000`, prepare: goToResult },
  { name: 'new-sort', path: () => '/sorts/new', prepare: wordSort },
  { name: 'quicksort', path: () => '/sorts/learn', chief: true, prepare: goToDivision },
  { name: 'kitchens', path: () => '/kitchens', chief: true, prepare: sendBurst },
  { name: 'kitchen-orders', path: () => '/kitchens/orders' },
  {
    name: 'kitchen-order',
    path: ({ kitchens }) => `/kitchens/orders/${kitchens.order}`,
    chief: true,
    prepare: untilText('Chosen'),
  },
  { name: 'kitchen-runs', path: () => '/kitchens/runs' },
  { name: 'kitchen-run', path: ({ kitchens }) => `/kitchens/runs/${kitchens.run}` },
  {
    name: 'kitchen-story',
    path: ({ kitchens }) => `/kitchens/story?run=${kitchens.run}&scene=scoring`,
    chief: true,
    prepare: goToWinner,
  },
  { name: 'topics', path: () => '/topics' },
  { name: 'topic', path: ({ topic }) => `/topics/${topic}` },
  { name: 'registries', path: () => '/registries' },
  { name: 'webhooks', path: () => '/webhooks' },
  { name: 'webhook', path: ({ webhook }) => `/webhooks/${webhook}` },
  { name: 'audit', path: () => '/audit', chief: true },
  { name: 'settings', path: () => '/settings' },
  { name: 'settings-keys', path: () => '/settings/keys' },
  { name: 'settings-people', path: () => '/settings/people' },
  { name: 'settings-appearance', path: () => '/settings/appearance' },
  { name: 'reference', path: () => '/reference#submitJob', chief: true, prepare: untilText('with the permission') },
  { name: 'sign-in', path: () => '/sign-in', asNobody: true },
];

/** As far down as one scrolls for what a tab holds. */
async function goToTabs(page: Page): Promise<void> {
  await page.getByRole('tablist').evaluate((tabs) => {
    window.scrollBy({ top: tabs.getBoundingClientRect().top - 70, behavior: 'instant' });
  });
}

/** A form that somebody has begun to fill in. */
async function wordJob(page: Page): Promise<void> {
  await page.getByRole('combobox', { name: 'Topic', exact: true }).fill('payments');
  await page.keyboard.press('Escape');
  await page.getByRole('heading', { level: 1 }).click();
}

/** The result of a sort, at the rank that was asked for. */
async function goToResult(page: Page): Promise<void> {
  await page.getByRole('region', { name: 'Elements by rank' }).getByText('1,000,000', { exact: true }).waitFor();
  await page.getByRole('region', { name: 'Result' }).evaluate((panel) => {
    window.scrollBy({ top: panel.getBoundingClientRect().top - 70, behavior: 'instant' });
  });
  await page.waitForFunction(() => {
    const cells = [...document.querySelectorAll('section[aria-label="Elements by rank"] *')];
    return cells.every(({ textContent }) => textContent !== '…');
  });
}

/** A form that somebody has filled in. */
async function wordSort(page: Page): Promise<void> {
  await page.getByRole('textbox', { name: 'Values' }).fill('42 7 19 3 88 23 64 7 51 12');
  await page.getByRole('heading', { level: 1 }).click();
}

/** Quicksort in the middle of a division. */
async function goToDivision(page: Page): Promise<void> {
  const step = page.getByRole('button', { name: 'A step on' });
  for (let count = 0; count < 16; count += 1) await step.click();
}

/** A city in which there is something to do. */
async function sendBurst(page: Page): Promise<void> {
  await page.getByRole('textbox', { name: 'A burst of so many orders' }).fill('150');
  await page.getByRole('button', { name: 'Send the burst' }).click();
  await page.getByText('150 orders placed').waitFor();
  await page
    .getByRole('list', { name: 'Orders by where they are' })
    .getByText(/^[1-9]\d* on the way/)
    .waitFor();
  await page.getByRole('heading', { level: 1 }).click();
}

/** The scoring with all its terms, and the winner. */
async function goToWinner(page: Page): Promise<void> {
  const step = page.getByRole('button', { name: 'A step on' });
  for (let count = 0; count < 5; count += 1) await step.click();
  await page.getByText(', chosen').waitFor();
  // What the button says of itself would lie over the picture.
  await page.getByRole('heading', { level: 1 }).hover();
}

/** Rows that somebody is about to have added up. */
async function wordRows(page: Page): Promise<void> {
  await page.getByRole('textbox', { name: 'Rows' }).fill('city,amount\nBerlin,20\nParis,35\nBerlin,22\nRome,8\n');
  await page.getByRole('button', { name: 'Add a condition' }).click();
  await page.getByRole('combobox', { name: 'Column of condition 1' }).fill('amount');
  await page.keyboard.press('Escape');
  await page.getByRole('textbox', { name: 'Value of condition 1' }).fill('10');
  await page.getByRole('heading', { level: 1 }).click();
}
