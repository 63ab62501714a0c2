'use client';
import { AGENT_STATES, JOB_STATES, WORK_ITEM_STATES } from '@longshore/schemas';
import '@mantine/spotlight/styles.css';
import { formatAgo, formatCount } from '@longshore/schemas/words';
import { useDebouncedValue } from '@mantine/hooks';
import { Spotlight, spotlight } from '@mantine/spotlight';
import {
  IconAnchor,
  IconApi,
  IconKey,
  IconKeyboard,
  IconLink,
  IconListDetails,
  IconListNumbers,
  IconMailX,
  IconMovie,
  IconPlayerPlay,
  IconPlus,
  IconSchool,
  IconSearch,
  IconToolsKitchen2,
  IconUsers,
} from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useRouter } from 'next/navigation';
import { useEffect, useState } from 'react';
import { agentsQuery, jobsQuery } from '../api/queries.ts';
import { workItemsQuery } from '../api/work-queries.ts';
import { maySee } from '../session/may-do.ts';
import { useSession } from '../session/use-session.ts';
import { Keys } from '../shortcuts/keys.tsx';
import { useShortcutAct } from '../shortcuts/shortcut-keys.tsx';
import { keysTo, shortcut } from '../shortcuts/shortcuts.ts';
import { StateBadge } from '../state/state-badge.tsx';
import { controlPlaneNow } from '../time/clock.ts';
import classes from './command-palette.module.css';
import { useRooms } from './use-rooms.ts';

/** As much of an id as does not look like a word: items have no names to be searched by. */
const ID_START = /^[0-9a-f]{8}(?:-[0-9a-f-]{0,27})?$/i;

/** Pages within rooms that people go to at once. */
const WITHIN = [
  { href: '/jobs/new', word: 'New job', icon: IconPlus, permission: 'jobs:write' },
  { href: '/jobs/queue', word: 'Queue', icon: IconListNumbers, permission: 'jobs:read' },
  { href: '/schedules/new', word: 'New schedule', icon: IconPlus, permission: 'schedules:write' },
  { href: '/sorts/new', word: 'New sort', icon: IconPlus, permission: 'sorts:write' },
  { href: '/sorts/learn', word: 'Quicksort, step by step', icon: IconSchool, permission: undefined },
  { href: '/kitchens/orders', word: 'Kitchen orders', icon: IconToolsKitchen2, permission: 'kitchens:read' },
  { href: '/kitchens/runs', word: 'Kitchen runs', icon: IconPlayerPlay, permission: 'kitchens:read' },
  { href: '/kitchens/story', word: 'The story of the kitchens', icon: IconMovie, permission: 'kitchens:read' },
  { href: '/templates/new', word: 'New template', icon: IconPlus, permission: 'templates:write' },
  { href: '/work/items', word: 'Work items', icon: IconListDetails, permission: 'work:read' },
  { href: '/work/new', word: 'New work item', icon: IconPlus, permission: 'work:write' },
  { href: '/work/dead', word: 'Dead letters', icon: IconMailX, permission: 'work:read' },
  { href: '/work/chains', word: 'Chains', icon: IconLink, permission: 'work:read' },
  { href: '/settings/keys', word: 'API keys', icon: IconKey, permission: undefined },
  { href: '/reference', word: 'API reference', icon: IconApi, permission: undefined },
  { href: '/settings/people', word: 'People', icon: IconUsers, permission: 'users:read' },
] as const;

export interface CommandPaletteProps {
  /** How often it was asked for. Each time it opens. */
  asked: number;
  /** Gives what was typed before there was a field for it. */
  takeTyped: () => string;
  onOpened: (opened: boolean) => void;
}

/** Goes to a page, a job or an agent. */
export function CommandPalette({ asked, takeTyped, onOpened }: CommandPaletteProps) {
  const [query, setQuery] = useState('');
  const [opened, setOpened] = useState(false);
  // Closed at first also where it is asked for already: so it knows what had the focus, and gives it back.
  useEffect(() => {
    if (asked > 0) spotlight.open();
  }, [asked]);
  const tell = (isOpened: boolean) => {
    setOpened(isOpened);
    onOpened(isOpened);
  };
  return (
    <Spotlight.Root
      query={query}
      onQueryChange={setQuery}
      onSpotlightOpen={() => tell(true)}
      onSpotlightClose={() => tell(false)}
      // Whoever opens it hears the keys (use-palette.tsx).
      shortcut={null}
      maxHeight={460}
      size={620}
      classNames={{ action: classes.action ?? '' }}
      scrollable
      transitionProps={{ duration: 100 }}
      overlayProps={{ backgroundOpacity: 0.4, blur: 2 }}
    >
      <Spotlight.Search
        placeholder="A page, a job or an agent"
        aria-label="Search pages, jobs and agents"
        leftSection={<IconSearch size={18} stroke={1.7} aria-hidden />}
        onFocus={() => {
          const typed = takeTyped();
          if (typed !== '') setQuery((before) => before + typed);
        }}
      />
      {opened ? <Findings query={query.trim()} /> : null}
    </Spotlight.Root>
  );
}

function Findings({ query }: { query: string }) {
  const router = useRouter();
  const rooms = useRooms();
  const session = useSession();
  const act = useShortcutAct();
  const [asked] = useDebouncedValue(query, 120);
  const jobs = useQuery(jobsQuery(asked === '' ? {} : { q: asked }, 8));
  const agents = useQuery(agentsQuery());
  const mayBeItem = ID_START.test(asked) && maySee(session, 'work:read');
  const items = useQuery({ ...workItemsQuery({ q: asked.toLowerCase() }, 4), enabled: mayBeItem });
  const wanted = query.toLowerCase();
  const fits = (...words: string[]) => words.some((word) => word.toLowerCase().includes(wanted));

  const pages = [
    ...rooms.map(({ href, word, icon }) => ({ href, word, icon })),
    ...WITHIN.filter(({ permission }) => maySee(session, permission)),
  ].filter(({ word }) => fits(word));
  const shortcutsFit = wanted !== '' && fits('Keyboard shortcuts');
  const foundAgents = (agents.data?.items ?? []).filter(({ id, hostname }) => fits(id, hostname)).slice(0, 6);
  // While the answer is on its way, those of the answer before that fit stand there, and no other: Enter goes to one.
  const isAnswer = asked === query && !jobs.isPlaceholderData;
  const foundJobs = (jobs.data?.items ?? []).filter(({ id, name }) => isAnswer || fits(id, name));
  const foundItems = mayBeItem && asked === query ? (items.data?.items ?? []) : [];
  const nothing =
    pages.length === 0 &&
    !shortcutsFit &&
    foundAgents.length === 0 &&
    foundJobs.length === 0 &&
    foundItems.length === 0 &&
    isAnswer &&
    !jobs.isFetching &&
    !items.isFetching;

  return (
    <Spotlight.ActionsList>
      {pages.length === 0 && !shortcutsFit ? null : (
        <Spotlight.ActionsGroup label="Pages">
          {pages.map(({ href, word, icon: Icon }) => (
            <Spotlight.Action
              key={href}
              label={word}
              leftSection={<Icon size={18} stroke={1.7} aria-hidden />}
              rightSection={<PageKeys href={href} />}
              onClick={() => router.push(href)}
            />
          ))}
          {shortcutsFit ? (
            <Spotlight.Action
              label="Keyboard shortcuts"
              leftSection={<IconKeyboard size={18} stroke={1.7} aria-hidden />}
              rightSection={<Keys keys={shortcut('help').keys} />}
              onClick={() => act('help')}
            />
          ) : null}
        </Spotlight.ActionsGroup>
      )}
      {foundJobs.length === 0 ? null : (
        <Spotlight.ActionsGroup label={asked === '' ? 'Newest jobs' : 'Jobs'}>
          {foundJobs.map((job) => (
            <Spotlight.Action key={job.id} onClick={() => router.push(`/jobs/${job.id}`)}>
              <span className={classes.row}>
                <span className={classes.name}>{job.name}</span>
                <span className={classes.when}>{formatAgo(controlPlaneNow() - Date.parse(job.createdAt))}</span>
                <StateBadge view={JOB_STATES[job.state]} />
              </span>
            </Spotlight.Action>
          ))}
        </Spotlight.ActionsGroup>
      )}
      {foundItems.length === 0 ? null : (
        <Spotlight.ActionsGroup label="Work items">
          {foundItems.map((item) => (
            <Spotlight.Action key={item.id} onClick={() => router.push(`/work/items/${item.id}`)}>
              <span className={classes.row}>
                <span className={classes.name}>{item.asks}</span>
                <span className={classes.when}>{formatAgo(controlPlaneNow() - Date.parse(item.createdAt))}</span>
                <StateBadge view={WORK_ITEM_STATES[item.status]} />
              </span>
            </Spotlight.Action>
          ))}
        </Spotlight.ActionsGroup>
      )}
      {foundAgents.length === 0 ? null : (
        <Spotlight.ActionsGroup label="Agents">
          {foundAgents.map((agent) => (
            <Spotlight.Action key={agent.id} onClick={() => router.push(`/agents/${encodeURIComponent(agent.id)}`)}>
              <span className={classes.row}>
                <IconAnchor size={18} stroke={1.7} aria-hidden />
                <span className={classes.name}>{agent.id}</span>
                <StateBadge view={AGENT_STATES[agent.state]} />
              </span>
            </Spotlight.Action>
          ))}
        </Spotlight.ActionsGroup>
      )}
      {nothing ? (
        <Spotlight.Empty>
          Nothing is called “{query}”
          {agents.data?.next == null ? '' : `, nor is any of the first ${formatCount(agents.data.items.length)} agents`}
          .
        </Spotlight.Empty>
      ) : null}
    </Spotlight.ActionsList>
  );
}

function PageKeys({ href }: { href: string }) {
  const keys = keysTo(href);
  return keys === undefined ? null : <Keys keys={keys} brief />;
}
