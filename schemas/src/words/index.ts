export { auditFacts, auditSubjectName } from './audit.ts';
export { drainWords } from './drain.ts';
export { formatAgo, formatDuration, formatUntil } from './durations.ts';
export { jobCommand } from './job-command.ts';
export { perHostWords } from './per-host.ts';
export { formatBytes, formatCoreCount, formatCores, formatCount, formatShare, plural } from './quantities.ts';
export { templateWords } from './template.ts';
export { waitingWords } from './waiting.ts';
export { formatInZone, ownZone } from './zoned-time.ts';
