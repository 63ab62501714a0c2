import { mkdtemp, rm } from 'node:fs/promises';
import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import { type Aim, judge, type Verdict } from '../aims.ts';
import { describeDistribution } from '../distribution.ts';
import { describeOccasion, type Occasion } from '../machine.ts';
import { turns } from '../turns.ts';
import { digestOf, writeNumbers } from './number-file.ts';
import { runArrayWay, runFileWay, type WayOptions } from './run-way.ts';
import { ARRAY_WAYS, type ArrayWay, FILE_WAYS, type FileWay } from './ways.ts';

export interface SortSettings {
  /** How many numbers are sorted: once each. */
  counts: readonly number[];
  /** Of each way, in turn. */
  rounds: number;
  /** A folder with room for five times the text of the largest count. */
  folder: string;
}

export interface SortBenchmarkOptions {
  settings: SortSettings;
  /** The repository. */
  root: string;
  onStep: (words: string) => void;
  onProgress: (done: number, total: number) => void;
  signal: AbortSignal;
}

/** Milliseconds of each round. */
export interface SortFigures {
  count: number;
  textBytes: number;
  arrays: Record<ArrayWay, number[]>;
  files: Record<FileWay, number[]>;
}

export interface SortBenchmark extends Occasion {
  benchmark: 'sort';
  settings: Omit<SortSettings, 'folder'> & { workers: number };
  figures: SortFigures[];
  verdicts: Verdict[];
}

/** What GNU sort should take at least, and the best within a process at least, of what Longshore takes. */
const TIMES_GNU = 5;
const SHARE_OF_BEST = 0.8;

/** Sorts the same numbers in all ways, in turn: arrays within a process, and text from file to file. */
export async function runSortBenchmark({
  settings,
  root,
  onStep,
  onProgress,
  signal,
}: SortBenchmarkOptions): Promise<SortBenchmark> {
  const occasion = describeOccasion(root);
  const workers = availableParallelism();
  const figures: SortFigures[] = [];
  for (const count of settings.counts) {
    onStep(`sorting ${count} numbers, ${settings.rounds} rounds`);
    figures.push(await measure(count, settings, { root, workers, signal }, onProgress));
  }
  const { rounds, counts } = settings;
  return {
    benchmark: 'sort',
    ...occasion,
    settings: { rounds, counts, workers },
    figures,
    verdicts: judge(figures.flatMap(aimsOf)),
  };
}

async function measure(
  count: number,
  { rounds, folder }: SortSettings,
  options: WayOptions,
  onProgress: (done: number, total: number) => void,
): Promise<SortFigures> {
  const own = await mkdtemp(join(folder, 'longshore-bench-sort-'));
  try {
    const input = join(own, 'input');
    const textBytes = await writeNumbers(input, count);
    const figures: SortFigures = {
      count,
      textBytes,
      arrays: { longshore: [], native: [], radix: [] },
      files: { longshore: [], gnu: [] },
    };
    for (let round = 0; round < rounds; round += 1) {
      for (const way of turns(ARRAY_WAYS, round)) figures.arrays[way].push(await runArrayWay(way, count, options));
      const digests = new Set<string>();
      for (const way of turns(FILE_WAYS, round)) {
        const output = join(own, 'output');
        figures.files[way].push(await runFileWay(way, { input, output, folder: own }, options));
        digests.add(await digestOf(output));
        await rm(output);
      }
      if (digests.size !== 1) throw new Error('GNU sort and longshore sort wrote different files');
      onProgress(round + 1, rounds);
    }
    return figures;
  } finally {
    await rm(own, { recursive: true });
  }
}

/** What is aimed at with so many numbers. */
export function aimsOf({ count, arrays, files }: SortFigures): Aim[] {
  const best = Math.min(medianOf(arrays.native), medianOf(arrays.radix));
  const common = { bound: 'at least' as const, unit: '', digits: 2 };
  const what = `${count / 1e6} million`;
  return [
    {
      ...common,
      what: `${what}: times as fast as GNU sort, files`,
      measured: medianOf(files.gnu) / medianOf(files.longshore),
      aim: TIMES_GNU,
    },
    {
      ...common,
      what: `${what}: of the best in one thread, arrays`,
      measured: best / medianOf(arrays.longshore),
      aim: SHARE_OF_BEST,
    },
  ];
}

/** The median of what was measured, in milliseconds. */
export function medianOf(values: readonly number[]): number {
  return describeDistribution(values).median;
}
