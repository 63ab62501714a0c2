import { describe, expect, it } from 'vitest';
import { explainChoice } from '../../placement/explain-choice.ts';
import { type AttentionParts, attention, fitsNowhere } from './attention.ts';

const well: AttentionParts = {
  overview: { agents: { total: 2, ready: 2, attention: 0 }, waiting: [] },
  agents: [
    { id: 'eu-1', state: 'READY' },
    { id: 'eu-2', state: 'REGISTERING' },
  ],
  queues: [{ type: 'file', failed: 0, trouble: null }],
  webhooks: [{ id: 'w', name: 'chat', state: 'PAUSED', pausedBecause: null, lastDelivery: null }],
};
const lines = (parts: Partial<AttentionParts>) =>
  attention({ ...well, ...parts }).map(({ words, why, href }) => [`${words} ${why}`.trim(), href]);

describe('what needs a look', () => {
  it('is nothing where all is well, also where somebody paused a webhook', () => {
    expect(lines({})).toEqual([]);
  });

  it('is nothing that one may not see', () => {
    expect(lines({ agents: undefined, queues: undefined, webhooks: undefined })).toEqual([]);
  });

  it('names agents in trouble with their state, and leads to each', () => {
    expect(
      lines({
        overview: { agents: { total: 3, ready: 1, attention: 2 }, waiting: [] },
        agents: [
          { id: 'eu-1', state: 'READY' },
          { id: 'eu 2', state: 'SILENT' },
          { id: 'eu-3', state: 'BLOCKED' },
        ],
      }),
    ).toEqual([
      ['eu 2 Silent', '/agents/eu%202'],
      ['eu-3 Engine unreachable', '/agents/eu-3'],
    ]);
  });

  it('names a few and counts the others', () => {
    const agents = Array.from({ length: 5 }, (_, index) => ({ id: `eu-${index}`, state: 'SILENT' as const }));
    expect(lines({ overview: { agents: { total: 5, ready: 0, attention: 5 }, waiting: [] }, agents }).at(-1)).toEqual([
      '2 more agents need a look',
      '/agents',
    ]);
    expect(
      lines({ overview: { agents: { total: 5, ready: 4, attention: 1 }, waiting: [] }, agents: undefined }),
    ).toEqual([['1 agent needs a look', '/agents']]);
  });

  it('has jobs that fit nowhere, and none that wait for room', () => {
    expect(
      lines({
        overview: {
          agents: well.overview.agents,
          waiting: [
            { jobId: 'a', name: 'train', waitsFor: 'eu-1 needs 900 cores, has 2 cores' },
            { jobId: 'b', name: 'next', waitsFor: 'Waits for free cpu' },
          ],
        },
      }),
    ).toEqual([['train fits no agent', '/jobs/a?tab=placement']]);
  });

  it('has dead letters, and workers that fail', () => {
    expect(
      lines({
        queues: [
          { type: 'file', failed: 2, trouble: { jobId: 'j', message: 'no image' } },
          { type: 'data', failed: 1, trouble: null },
        ],
      }),
    ).toEqual([
      ['A worker of file failed within the hour', '/jobs/j'],
      ['3 dead letters wait for somebody', '/work/dead'],
    ]);
  });

  it('has webhooks that are told nothing any more', () => {
    const webhook = { id: 'w', name: 'chat', state: 'ACTIVE' as const, pausedBecause: null, lastDelivery: null };
    const lastDelivery = {
      event: 'job.failed' as const,
      state: 'FAILED' as const,
      detail: null,
      triedAt: null,
      createdAt: '',
    };
    expect(
      lines({
        webhooks: [
          { ...webhook, lastDelivery },
          { ...webhook, id: 'x', name: 'pager', state: 'GONE' },
          { ...webhook, id: 'y', name: 'desk', state: 'PAUSED', pausedBecause: 'It failed for five days' },
          { ...webhook, id: 'z', name: 'list', state: 'UNREADABLE' },
        ],
      }),
    ).toEqual([
      ['Webhook chat gave its last delivery up', '/webhooks/w'],
      ['Webhook pager has a receiver that is gone', '/webhooks/x'],
      ['Webhook desk was paused', '/webhooks/y'],
      ['1 more webhook', '/webhooks'],
    ]);
  });
});

describe('a job', () => {
  const candidate = (everPossible: boolean) => ({
    agentId: 'eu-1',
    excludedBy: [{ filter: 'cpu' as const, required: '4 cores', available: '2 cores', everPossible }],
    terms: [],
    score: null,
  });
  const wait = (everPossible: boolean) =>
    explainChoice({ winner: null, runnerUp: null, candidates: [candidate(everPossible)] }).summary;

  it('fits nowhere by the words of placement where no agent could ever hold it', () => {
    expect(fitsNowhere(wait(false))).toBe(true);
    expect(fitsNowhere(wait(true))).toBe(false);
    expect(fitsNowhere(explainChoice({ winner: null, runnerUp: null, candidates: [] }).summary)).toBe(false);
  });
});
