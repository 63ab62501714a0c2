import type { PullProgress } from './engine.ts';

/** A line of the engine's answer to a pull. */
export interface PullMessage {
  id?: string;
  status?: string;
  progressDetail?: { current?: number; total?: number };
  error?: string;
}

/** Adds up what the engine says about single layers. */
export class PullProgressSum {
  readonly #layers = new Map<string, { done: boolean; current: number; total: number }>();

  /** Takes one message; returns the sum, or null when the message says nothing about a layer. */
  add(message: PullMessage): PullProgress | null {
    const { id, status = '' } = message;
    if (id === undefined || /^Pulling from/.test(status)) return null;
    const layer = this.#layers.get(id) ?? { done: false, current: 0, total: 0 };
    if (status === 'Downloading') {
      layer.current = message.progressDetail?.current ?? layer.current;
      layer.total = message.progressDetail?.total ?? layer.total;
    }
    if (status === 'Pull complete' || status === 'Already exists') {
      layer.done = true;
      layer.current = layer.total;
    }
    this.#layers.set(id, layer);
    const all = [...this.#layers.values()];
    return {
      layersDone: all.filter((one) => one.done).length,
      layersTotal: all.length,
      bytesDone: all.reduce((sum, one) => sum + one.current, 0),
      bytesTotal: all.reduce((sum, one) => sum + one.total, 0),
    };
  }
}

/** One short line for people. */
export function describePull(progress: PullProgress): string {
  const layers = `${progress.layersDone} of ${progress.layersTotal} layers`;
  if (progress.bytesTotal === 0) return `pulling: ${layers}`;
  const mebibytes = (bytes: number) => (bytes / 1_048_576).toFixed(1);
  return `pulling: ${layers}, ${mebibytes(progress.bytesDone)} of ${mebibytes(progress.bytesTotal)} MiB`;
}
