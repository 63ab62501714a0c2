import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { freezeProcess } from '../hosts/freeze-process.ts';
import { launchBrowser } from './harness/launch-browser.ts';
import { notedTexts, noteTexts } from './harness/note-texts.ts';
import { settle, Visit } from './harness/visit.ts';

const { url, agentId, enginePid } = inject('longshore');
let browser: Browser;

beforeAll(async () => {
  browser = await launchBrowser();
});

afterAll(async () => {
  process.kill(enginePid, 'SIGCONT');
  await browser?.close();
});

describe('an engine that freezes', () => {
  it('is said in words on every page that shows its agent, until it thaws; no page is loaded again', async () => {
    await using visit = await Visit.open(browser, url);
    const overview = await visit.another('/');
    const agents = await visit.another('/agents');
    const agent = await visit.another(`/agents/${agentId}`);
    const pages = [overview, agents, agent];
    await Promise.all(pages.map((page) => settle(page)));
    await overview.getByText('1 agent ready').waitFor();
    await agents.getByText('1 agent ready').waitFor();
    for (const page of pages) await noteTexts(page, { title: 'main h1' });

    await freezeProcess(enginePid);
    await overview.getByText('0 of 1 agent ready').waitFor();
    await overview.getByRole('region', { name: 'Agents' }).getByText('Engine unreachable').waitFor();
    await agents.getByText('0 agents ready, 1 needs a look').waitFor();
    await agents.getByRole('row', { name: new RegExp(`^${agentId} Engine unreachable`) }).waitFor();
    await agent.getByText('Engine unreachable: work is paused, nothing is lost').waitFor();
    await agent.getByText('Instructions wait in Kafka until the engine answers again').waitFor();
    await agent.getByRole('region', { name: 'Checks' }).getByText('fails').first().waitFor();

    process.kill(enginePid, 'SIGCONT');
    await overview.getByText('1 agent ready').waitFor();
    await agents.getByText('1 agent ready').waitFor();
    await agents.getByRole('row', { name: new RegExp(`^${agentId} Ready`) }).waitFor();
    await agent.getByText('work is paused').waitFor({ state: 'detached' });
    await agent.getByRole('region', { name: 'Checks' }).getByText('all pass').waitFor();
    for (const page of pages) await notedTexts(page);
    expect(visit.complaints).toEqual([]);
  });
});
