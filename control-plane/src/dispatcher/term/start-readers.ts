import type { Consumer } from '@longshore/kafka';
import type { AgentMemory } from '../../projection/agent-memory.ts';
import type { Decider } from '../deciding-transaction.ts';
import { startDeadLetterReader } from '../projector/dead-letter-reader.ts';
import { startLogReader } from '../projector/log-reader.ts';
import { startProjector } from '../projector/projector.ts';
import type { TermOptions } from './term-options.ts';

export interface ReadersOptions {
  term: TermOptions;
  decider: Decider;
  memory: AgentMemory;
  isLeadLost: (error: unknown) => boolean;
  loseLead: (error: unknown) => void;
  /** Gets what closes each part as soon as it is open. */
  opened: (close: () => Promise<unknown>) => void;
}

/** What reads the topics of agents. */
export interface Readers {
  /** Records not yet folded; null while that is not known. Kept in the metrics too. */
  lag(): Promise<bigint | null>;
  /** Records of container output not yet stored; null while that is not known. Kept in the metrics too. */
  logLag(): Promise<bigint | null>;
  /** How many records this term has folded. */
  folded(): number;
}

/** Starts everything that reads: what agents report, what could not be read, what containers wrote. */
export async function startReaders(options: ReadersOptions): Promise<Readers> {
  const { term, decider, memory, isLeadLost, loseLead, opened } = options;
  const { bus, pool, codec, config, metrics, reach, epoch, log, now } = term;
  const { topicPrefix } = config;
  const deadLetters = await bus.producer({ clientId: 'longshore-dispatcher-dead-letters' });
  opened(() => deadLetters.close());
  let folded = 0;
  const opening = <Part extends { close(): Promise<unknown> }>(part: Promise<Part>): Promise<Part> =>
    part.then((started) => {
      opened(() => started.close());
      return started;
    });
  const [projector, , logReader] = await Promise.all([
    opening(
      startProjector({
        bus,
        pool,
        codec,
        decider,
        deadLetters,
        memory,
        topicPrefix,
        epoch,
        resendAfterMs: config.resendAfterMs,
        syncAgainAfterMs: config.syncAgainAfterMs,
        now,
        reach,
        isFatal: isLeadLost,
        onFatal: loseLead,
        onFolded: ({ jobStatuses, agentStatuses, poisoned, reports }) => {
          folded += jobStatuses + agentStatuses + poisoned;
          metrics.folded.inc({ record: 'JobStatus' }, jobStatuses);
          metrics.folded.inc({ record: 'AgentStatus' }, agentStatuses);
          metrics.folded.inc({ record: 'undecodable' }, poisoned);
          metrics.reports.inc({ outcome: 'folded' }, reports.folded);
          metrics.reports.inc({ outcome: 'ignored' }, reports.ignored);
          metrics.reports.inc({ outcome: 'contradiction' }, reports.contradictions);
        },
        log,
      }),
    ),
    opening(startDeadLetterReader({ bus, pool, decider, topicPrefix, epoch })),
    opening(
      startLogReader({
        bus,
        pool,
        codec,
        deadLetters,
        topicPrefix,
        epoch,
        onLines: (count) => metrics.logLines.inc(count),
        log,
      }),
    ),
  ]);
  const measured = async (reader: string, part: Pick<Consumer, 'lag'>): Promise<bigint | null> => {
    try {
      const lag = await part.lag();
      metrics.readerLag.set({ reader }, lag === null ? Number.NaN : Number(lag));
      return lag;
    } catch (error) {
      metrics.readerLag.set({ reader }, Number.NaN);
      throw error;
    }
  };
  return {
    lag: () => measured('projector', projector),
    logLag: () => measured('logs', logReader),
    folded: () => folded,
  };
}
