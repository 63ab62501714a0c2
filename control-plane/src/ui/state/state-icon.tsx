import type { StateView } from '@longshore/schemas';
import {
  IconCircleCheckFilled,
  IconCircleXFilled,
  IconClock,
  IconDownload,
  IconGhost2,
  IconHelpCircle,
  IconHourglass,
  IconLoader2,
  IconPlayerPlayFilled,
  IconPlayerStopFilled,
  IconSend,
} from '@tabler/icons-react';

const PICTURES = {
  clock: IconClock,
  send: IconSend,
  download: IconDownload,
  loader: IconLoader2,
  play: IconPlayerPlayFilled,
  check: IconCircleCheckFilled,
  cross: IconCircleXFilled,
  square: IconPlayerStopFilled,
  ghost: IconGhost2,
  hourglass: IconHourglass,
  question: IconHelpCircle,
} as const satisfies Record<StateView['icon'], typeof IconClock>;

/** The picture of a state; its word must stand beside it or in a label. */
export function StateIcon({ icon, size = 14 }: { icon: StateView['icon']; size?: number }) {
  const Picture = PICTURES[icon];
  return <Picture size={size} aria-hidden />;
}
