export { drainWords } from './drain.ts';
export { formatAgo, formatDuration } from './durations.ts';
export { formatBytes, formatCoreCount, formatCores, formatCount, formatShare, plural } from './quantities.ts';
export { waitingWords } from './waiting.ts';
