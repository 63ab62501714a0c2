import type { RunRecording } from '@longshore/schemas';

/** What is read of a recording: of a run, or of what was just seen live. */
export interface CityRecording extends Pick<RunRecording, 'kitchens' | 'orders'> {
  /** In the order in which they happened. */
  events: readonly RecordedEvent[];
}

/** Something that happened to an order or to a kitchen. They are named by their places in the recording. */
export type RecordedEvent = RunRecording['events'][number] & {
  /** It was not seen to happen, but what was seen then cannot be without it: of its time it is only known that it is past. */
  unseen?: true;
};
