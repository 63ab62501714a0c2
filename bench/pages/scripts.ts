/** Something that a page fetched, as the browser tells of it (Resource Timing). */
export interface Fetched {
  url: string;
  startMs: number;
  /** As it came over the wire, without headers. */
  encodedBytes: number;
  decodedBytes: number;
}

/** The scripts of a page. */
export interface Scripts {
  /** Compressed, of all that was asked for before the rows were there. */
  bytes: number;
  decodedBytes: number;
  files: number;
  /** Of those: files that came as they are. */
  uncompressed: number;
  /** Compressed, of all that was asked for afterwards: fetched ahead for other pages, or when something is opened. */
  laterBytes: number;
  laterFiles: number;
}

/** Shorter ones are not worth compressing. */
const WORTH_COMPRESSING_BYTES = 1_024;

/** @param shownAtMs - when the rows were painted, on the clock of `startMs` */
export function describeScripts(fetched: readonly Fetched[], shownAtMs: number): Scripts {
  const scripts = [...Map.groupBy(fetched.filter(isScript), ({ url }) => url).values()].flatMap(onceOf);
  const first = scripts.filter(({ startMs }) => startMs <= shownAtMs);
  const later = scripts.filter(({ startMs }) => startMs > shownAtMs);
  return {
    bytes: sum(first.map(({ encodedBytes }) => encodedBytes)),
    decodedBytes: sum(first.map(({ decodedBytes }) => decodedBytes)),
    files: first.length,
    uncompressed: first.filter(
      ({ encodedBytes, decodedBytes }) => encodedBytes === decodedBytes && decodedBytes > WORTH_COMPRESSING_BYTES,
    ).length,
    laterBytes: sum(later.map(({ encodedBytes }) => encodedBytes)),
    laterFiles: later.length,
  };
}

function isScript({ url }: Fetched): boolean {
  return new URL(url).pathname.endsWith('.js');
}

/** What was asked for twice came once: ahead of its use, and when it was used. */
function onceOf(entries: readonly Fetched[]): Fetched[] {
  const [first] = entries.toSorted((a, b) => a.startMs - b.startMs);
  if (first === undefined) return [];
  return [
    {
      ...first,
      encodedBytes: Math.max(...entries.map(({ encodedBytes }) => encodedBytes)),
      decodedBytes: Math.max(...entries.map(({ decodedBytes }) => decodedBytes)),
    },
  ];
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}
