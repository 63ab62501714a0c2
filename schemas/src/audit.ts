import type { Tone } from './states.ts';

/** What is said of a kind of entry of the audit log wherever it is shown. */
export interface AuditActionView {
  /** A few words, sentence case: what was done to what. */
  word: string;
  /** What an entry of this kind says, in one sentence. */
  means: string;
  tone: Tone;
}

/**
 * Everything that is ever written to the audit log, by its name there. A list that is closed: what writes an entry takes
 * its action from here, and a test looks that the list has no other.
 */
export const AUDIT_ACTIONS = {
  JobSubmitted: { word: 'Job submitted', tone: 'moving', means: 'A job was accepted.' },
  JobChanged: { word: 'Job changed', tone: 'waiting', means: 'A job got another name or priority.' },
  JobStopRequested: { word: 'Stop asked for', tone: 'look', means: 'A job was told to stop.' },
  JobDeleted: { word: 'Job deleted', tone: 'look', means: 'The history of an ended job was deleted.' },
  JobsForgotten: {
    word: 'Old jobs forgotten',
    tone: 'waiting',
    means: 'Jobs that ended longer ago than histories are kept were forgotten.',
  },
  AuditForgotten: {
    word: 'Old entries forgotten',
    tone: 'waiting',
    means: 'Entries of the audit log that were older than they are kept were forgotten.',
  },
  ScheduleCreated: { word: 'Schedule made', tone: 'moving', means: 'A schedule was made.' },
  ScheduleChanged: {
    word: 'Schedule changed',
    tone: 'waiting',
    means: 'A schedule was changed, paused or let go on.',
  },
  ScheduleDeleted: { word: 'Schedule deleted', tone: 'look', means: 'A schedule was deleted; its jobs stayed.' },
  SchedulePausedUnreadable: {
    word: 'Schedule paused, unreadable',
    tone: 'badly',
    means: 'A schedule was paused because its times can no longer be read.',
  },
  TemplateCreated: { word: 'Template made', tone: 'moving', means: 'A template of jobs was made.' },
  TemplateChanged: {
    word: 'Template changed',
    tone: 'waiting',
    means: 'A template of jobs was changed; jobs made from it stayed as they are.',
  },
  TemplateDeleted: {
    word: 'Template deleted',
    tone: 'look',
    means: 'A template of jobs was deleted; jobs made from it stayed.',
  },
  SortRequested: { word: 'Sort asked for', tone: 'moving', means: 'A sort was accepted.' },
  SortInputUploaded: { word: 'Sort input uploaded', tone: 'moving', means: 'What is sorted was uploaded whole.' },
  SortStopRequested: { word: 'Sort stop asked for', tone: 'look', means: 'A sort was told to stop.' },
  SortDeleted: { word: 'Sort deleted', tone: 'look', means: 'A sort was deleted, with its result.' },
  AgentAppeared: { word: 'Agent appeared', tone: 'well', means: 'An agent was heard for the first time.' },
  AgentRestarted: { word: 'Agent restarted', tone: 'waiting', means: 'A known agent started anew.' },
  AgentEngineReplaced: {
    word: 'Engine replaced',
    tone: 'look',
    means: 'An agent came back with another engine: what the old one held is gone.',
  },
  AgentRefused: {
    word: 'Agent refused',
    tone: 'badly',
    means: 'An agent was not let in, such as a second one under the same id.',
  },
  AgentLost: { word: 'Agent lost', tone: 'badly', means: 'An agent was silent for too long and was given up.' },
  AgentConfirmedDead: {
    word: 'Host confirmed dead',
    tone: 'look',
    means: 'Somebody said that the host of a silent agent is dead for good.',
  },
  AgentCordoned: { word: 'Agent cordoned', tone: 'look', means: 'Nothing new is placed on the agent.' },
  AgentUncordoned: { word: 'Agent opened', tone: 'well', means: 'The agent takes work again.' },
  AgentLabelled: { word: 'Agent labelled', tone: 'waiting', means: 'Labels were set over the agent’s own.' },
  AgentDrainRequested: { word: 'Drain asked for', tone: 'look', means: 'The agent is to be emptied.' },
  AgentDrainAdvanced: {
    word: 'Drain ended',
    tone: 'waiting',
    means: 'The agent is empty, or the deadline has passed: its detail says which.',
  },
  AgentDrainEnded: { word: 'Drain called off', tone: 'waiting', means: 'The agent was opened while it was drained.' },
  TopicCreated: { word: 'Topic created', tone: 'moving', means: 'A topic was made over the API.' },
  MessagesProduced: { word: 'Records written', tone: 'waiting', means: 'Records were written over the API.' },
  RegistrySignedIn: {
    word: 'Registry signed in to',
    tone: 'look',
    means: 'Credentials were kept for a registry of images.',
  },
  RegistryForgotten: {
    word: 'Registry signed out of',
    tone: 'look',
    means: 'The credentials for a registry of images were forgotten.',
  },
  WorkSubmitted: { word: 'Work submitted', tone: 'moving', means: 'Items were put into the work queues.' },
  WorkRedriven: {
    word: 'Work redriven',
    tone: 'look',
    means: 'Items that had failed for good got all their tries anew.',
  },
  WorkQueueScaled: {
    word: 'Queue scaled',
    tone: 'waiting',
    means: 'The limits were changed within which workers of a queue are run.',
  },
  WorkerStartRequested: { word: 'Worker started', tone: 'well', means: 'A worker is to take items again.' },
  WorkerStopRequested: {
    word: 'Worker stopped',
    tone: 'look',
    means: 'A worker is to finish what it holds and take nothing more.',
  },
  KitchenOpened: { word: 'Kitchen opened', tone: 'moving', means: 'A kitchen was opened, as a job.' },
  KitchenCloseRequested: {
    word: 'Kitchen close asked for',
    tone: 'look',
    means: 'A kitchen is to give back what has not begun, and to close.',
  },
  KitchenUpset: {
    word: 'Kitchen upset',
    tone: 'look',
    means: 'A kitchen was made to crash, freeze or be cut off, as a trial.',
  },
  OrderCalledOff: { word: 'Order called off', tone: 'look', means: 'An order is not wanted any more.' },
  KitchenNetworkChanged: {
    word: 'Kitchen network changed',
    tone: 'waiting',
    means: 'How orders are given to kitchens was changed.',
  },
  KitchenRunStarted: { word: 'Kitchen run started', tone: 'moving', means: 'A run of a scenario was started.' },
  KitchenRunStopRequested: {
    word: 'Kitchen run stop asked for',
    tone: 'look',
    means: 'A run of a scenario was told to stop.',
  },
  WebhookCreated: { word: 'Webhook made', tone: 'moving', means: 'A webhook was made.' },
  WebhookChanged: { word: 'Webhook changed', tone: 'waiting', means: 'A webhook was changed, paused or let go on.' },
  WebhookSecretRotated: {
    word: 'Webhook secret rotated',
    tone: 'look',
    means: 'A webhook got another secret; the one before counts for a day more.',
  },
  WebhookTested: { word: 'Webhook tested', tone: 'waiting', means: 'A test was sent to a webhook.' },
  WebhookRetried: {
    word: 'Delivery asked for again',
    tone: 'waiting',
    means: 'A delivery of a webhook is tried anew.',
  },
  WebhookDeleted: { word: 'Webhook deleted', tone: 'look', means: 'A webhook was deleted, with its deliveries.' },
  WebhookPausedGone: {
    word: 'Webhook paused, gone',
    tone: 'badly',
    means: 'A webhook was paused because its receiver answered that it is gone for good.',
  },
  SignInLinkMade: {
    word: 'Sign-in link made',
    tone: 'look',
    means: 'A one-time link was made, which signs in as an administrator.',
  },
  SignedIn: { word: 'Signed in', tone: 'waiting', means: 'Somebody signed in.' },
  SignInRefused: {
    word: 'Sign-in locked',
    tone: 'badly',
    means: 'After too many wrong passwords an account or an address was locked for a while.',
  },
  SignedOut: { word: 'Signed out', tone: 'waiting', means: 'Sessions were ended: one, or all of somebody’s.' },
  PasswordChanged: { word: 'Password changed', tone: 'look', means: 'A password was changed or made anew.' },
  UserCreated: { word: 'User made', tone: 'moving', means: 'Somebody was given an account.' },
  UserChanged: { word: 'User changed', tone: 'look', means: 'A user got another name or role, or was disabled.' },
  UserDeleted: { word: 'User deleted', tone: 'look', means: 'A user was deleted, with sessions and keys.' },
  ApiKeyCreated: { word: 'API key made', tone: 'moving', means: 'A key of the API was made.' },
  ApiKeyRevoked: { word: 'API key revoked', tone: 'look', means: 'A key of the API counts no more.' },
  InstructionRefused: {
    word: 'Instruction refused',
    tone: 'badly',
    means: 'An instruction could not be sent, so its attempt failed.',
  },
  RecordUndecodable: {
    word: 'Record undecodable',
    tone: 'badly',
    means: 'A record could not be read and went to the dead letters.',
  },
  UnknownAttemptReported: {
    word: 'Unknown attempt reported',
    tone: 'look',
    means: 'An agent reported an attempt that there is not, or is no more.',
  },
  ReportContradicted: {
    word: 'Report contradicted',
    tone: 'badly',
    means: 'A report contradicts what is known of its attempt, and was not believed.',
  },
} as const satisfies Record<string, AuditActionView>;

export type AuditAction = keyof typeof AUDIT_ACTIONS;
export const AUDIT_ACTION_NAMES = Object.keys(AUDIT_ACTIONS) as [AuditAction, ...AuditAction[]];

/** What something can be done to. */
export const AUDIT_SUBJECT_TYPES = [
  'user',
  'api-key',
  'job',
  'schedule',
  'template',
  'sort',
  'agent',
  'attempt',
  'topic',
  'registry',
  'webhook',
  'work-queue',
  'worker',
  'kitchen',
  'kitchen-network',
  'kitchen-run',
  'order',
  'audit',
] as const;
export type AuditSubjectType = (typeof AUDIT_SUBJECT_TYPES)[number];

/** How an action is shown; one that this version does not know is shown by its name. */
export function auditActionView(action: string): AuditActionView {
  return Object.hasOwn(AUDIT_ACTIONS, action)
    ? AUDIT_ACTIONS[action as AuditAction]
    : { word: action, tone: 'stale', means: 'Written by another version of Longshore.' };
}
