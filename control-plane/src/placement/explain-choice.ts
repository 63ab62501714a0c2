import type { Candidate, Exclusion } from '@longshore/schemas';
import type { Choice } from './choose-place.ts';
import { bySpread, SPREAD_OVER_AGENTS } from './spread.ts';

/** A choice in words: one sentence, and what would make it fit when it does not. */
export interface Explanation {
  summary: string;
  wouldFit: string[];
}

const FILTER_WORDS: Record<Exclusion['filter'], string> = {
  health: 'a healthy agent',
  sync: 'an agent to finish registering',
  cordon: 'an agent that is open to new work',
  agent: 'one of the named agents',
  label: 'an agent with the wanted labels',
  constraint: 'an agent whose labels satisfy the constraints',
  platform: 'an agent of the image’s platform',
  cpu: 'free cpu',
  memory: 'free memory',
  slots: 'a free slot',
};

/** The candidate that is closest to fitting: fewest obstacles, and only such as may pass. */
function nearest(candidates: readonly Candidate[]): Candidate | undefined {
  const possible = candidates.filter((candidate) => candidate.excludedBy.every((exclusion) => exclusion.everPossible));
  return [...possible].sort((a, b) => a.excludedBy.length - b.excludedBy.length)[0];
}

function obstacle(exclusion: Exclusion): string {
  return `needs ${exclusion.required}, has ${exclusion.available}`;
}

function remedy(agentId: string, exclusion: Exclusion): string {
  switch (exclusion.filter) {
    case 'health':
      return `${agentId} becoming healthy: ${exclusion.available}`;
    case 'sync':
      return `${agentId} finishing its registration`;
    case 'cordon':
      return `uncordoning ${agentId}`;
    case 'agent':
      return `naming ${agentId} among the job’s agents`;
    case 'label':
      return `the label ${exclusion.required} on ${agentId}`;
    case 'constraint':
      return `labels on ${agentId} that satisfy ${exclusion.required} (it has ${exclusion.available})`;
    case 'platform':
      return `an image for ${exclusion.available} on ${agentId}`;
    case 'cpu':
    case 'memory':
    case 'slots':
      return exclusion.everPossible
        ? `${exclusion.required} becoming free on ${agentId} (${exclusion.available})`
        : `asking for less than ${exclusion.required}: ${agentId} has ${exclusion.available}`;
  }
}

function spreadGroup({ over, value, tasks }: NonNullable<Candidate['spread']>): string {
  const where = over === SPREAD_OVER_AGENTS ? (value ?? '') : value === null ? `no label ${over}` : `${over}=${value}`;
  return `${where} holds ${tasks} of its tasks`;
}

/** Why the spread rather than the score decided, where it did. */
function spreadWords(winner: Candidate | undefined, runnerUp: Candidate | undefined): string {
  if (winner?.spread === undefined || runnerUp?.spread === undefined || runnerUp.score === null) return '';
  if (bySpread(winner, runnerUp) === 0) return '';
  return `: ${spreadGroup(winner.spread)}, ${spreadGroup(runnerUp.spread)}`;
}

function whyNot(candidates: readonly Candidate[]): string {
  const near = nearest(candidates);
  if (near === undefined) {
    const first = candidates[0];
    const exclusion = first?.excludedBy.find((each) => !each.everPossible);
    if (first === undefined || exclusion === undefined) return 'No agent can take it';
    const others = candidates.length === 1 ? '' : `; none of the ${candidates.length} agents could ever hold it`;
    return `${first.agentId} ${obstacle(exclusion)}${others}`;
  }
  const filters = [...new Set(near.excludedBy.map((exclusion) => exclusion.filter))];
  return `Waits for ${filters.map((filter) => FILTER_WORDS[filter]).join(' and ')}`;
}

/**
 * Puts a choice into words. While the obstacles stay the same kind, so does the summary: it can be compared to notice
 * a change.
 */
export function explainChoice(choice: Choice): Explanation {
  if (choice.winner !== null) {
    const [first, second] = choice.candidates;
    const among = choice.runnerUp === null ? 'the only agent that fits' : `ahead of ${choice.runnerUp}`;
    return {
      summary: `Placed on ${choice.winner} with ${(first?.score ?? 0).toFixed(2)}, ${among}${spreadWords(first, second)}`,
      wouldFit: [],
    };
  }
  if (choice.candidates.length === 0) {
    return {
      summary: 'Waits for an agent to register',
      wouldFit: ['an agent registering: start one on a Docker host'],
    };
  }
  const near = nearest(choice.candidates);
  // Where none could ever hold it, waiting for what passes would not help.
  const remedies =
    near === undefined
      ? choice.candidates
          .slice(0, 3)
          .flatMap(({ agentId, excludedBy }) =>
            excludedBy.filter((exclusion) => !exclusion.everPossible).map((exclusion) => remedy(agentId, exclusion)),
          )
      : near.excludedBy.map((exclusion) => remedy(near.agentId, exclusion));
  return { summary: whyNot(choice.candidates), wouldFit: remedies };
}

/** Whether any place could ever hold the work, were it idle, healthy and open. True when nothing is known of any place. */
export function everPossible(choice: Choice): boolean {
  if (choice.candidates.length === 0) return true;
  return choice.candidates.some((candidate) => candidate.excludedBy.every((exclusion) => exclusion.everPossible));
}
