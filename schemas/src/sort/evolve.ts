import type { ControlRecord, RecordOf } from './control-record.ts';
import { growTree } from './grow-tree.ts';
import { newNode, newUnits } from './new-units.ts';
import { type ExchangePiece, ROOT, type SortNode, type SortState, type Unit, type UnitTry } from './sort-state.ts';

/**
 * The state after one more record of the control log. Pure, and total: a record that is not valid where it stands is
 * counted and changes nothing else, so every reader of the same records has the same state. See docs/adr/0051.
 */
export function evolve(state: SortState, record: ControlRecord): SortState {
  // Once it has ended only what comes late is to be heard, and nothing depends on it.
  const next = state.ended === null ? apply(state, record) : null;
  return next ?? { ...state, refused: state.refused + 1 };
}

/** Null: the record is not valid here. */
function apply(state: SortState, record: ControlRecord): SortState | null {
  switch (record.kind) {
    case 'asked':
      return asked(state, record);
    case 'led':
      return record.generation === state.generation + 1
        ? { ...state, generation: record.generation, coordinator: record.coordinator }
        : null;
    case 'began':
      return began(state, record);
    case 'assigned':
      return assigned(state, record);
    case 'sampled':
      return sampled(state, record);
    case 'split':
      return split(state, record);
    case 'parted':
      return parted(state, record);
    case 'sorted':
      return sorted(state, record);
    case 'failed':
      return failed(state, record);
    case 'proved':
      return proved(state, record);
    case 'delivering':
      return delivering(state, record);
    case 'delivered':
      return delivered(state, record);
    case 'ended': {
      const { generation, outcome, code, message } = record;
      return generation === state.generation ? { ...state, ended: { outcome, code, message } } : null;
    }
  }
}

function asked(state: SortState, { plan }: RecordOf<'asked'>): SortState | null {
  if (state.plan !== null) return null;
  const { shares } = plan;
  // Without a share there is nothing to be counted.
  const known = shares.length === 0 ? { count: 0, bytes: 0 } : {};
  const root = newNode({ id: ROOT, parent: null, index: 0, depth: 0, slot: null, role: 'split', shares, ...known });
  return withUnits({ ...state, plan, nodes: { [ROOT]: root } }, newUnits(root, 'sample'));
}

/**
 * A process that begins takes the place of earlier ones of its worker: what those have open is done by others. Should one
 * of them be alive all the same, or its record have come late, it is a sorter like any other.
 */
function began(state: SortState, { worker, boot, agentId }: RecordOf<'began'>): SortState {
  const tries = { ...state.tries };
  for (const one of Object.values(state.tries)) {
    if (one.worker === worker && one.boot !== boot && one.state === 'open') {
      tries[one.id] = { ...one, state: 'abandoned' };
    }
  }
  return { ...state, tries, sorters: { ...state.sorters, [boot]: { worker, agentId } } };
}

function assigned(state: SortState, record: RecordOf<'assigned'>): SortState | null {
  const unit = state.units[record.unit];
  const known = state.sorters[record.boot]?.worker === record.worker;
  if (
    record.generation !== state.generation ||
    !known ||
    unit === undefined ||
    unit.acceptedTry !== null ||
    state.tries[record.try] !== undefined
  )
    return null;
  const made: UnitTry = {
    id: record.try,
    unit: unit.id,
    worker: record.worker,
    boot: record.boot,
    state: 'open',
    assignedAt: record.at,
    times: null,
    bytes: 0,
  };
  return { ...state, tries: { ...state.tries, [made.id]: made } };
}

/** The unit of a try that is to close it; null when the try was not made for it. A late try is only noted. */
function unitOf(state: SortState, record: { unit: string; try: string }): Unit | null {
  return state.tries[record.try]?.unit === record.unit ? (state.units[record.unit] ?? null) : null;
}

type Result = RecordOf<'sampled'> | RecordOf<'parted'> | RecordOf<'sorted'>;

/** Closes the unit with this try, and every other try of it is late. Null: it was closed before, or is not its own. */
function accept(state: SortState, record: Result): { state: SortState; node: SortNode; unit: Unit } | null {
  const unit = unitOf(state, record);
  const node = unit === null ? undefined : state.nodes[unit.node];
  const made = state.tries[record.try];
  if (unit === null || node === undefined || made === undefined) return null;
  const kinds = { sampled: 'sample', parted: 'part', sorted: 'sort' } as const;
  if (unit.acceptedTry !== null || unit.kind !== kinds[record.kind]) return null;
  const bytes = record.kind === 'parted' ? record.pieces.reduce((sum, piece) => sum + piece.bytes, 0) : record.bytes;
  return {
    unit,
    node,
    state: {
      ...state,
      units: { ...state.units, [unit.id]: { ...unit, acceptedTry: made.id } },
      openUnits: state.openUnits.filter((id) => id !== unit.id),
      tries: { ...state.tries, [made.id]: { ...made, state: 'accepted', times: record.times, bytes } },
    },
  };
}

/** A second result of a unit that is closed: kept for people to see, as it changes nothing. */
function noteLate(state: SortState, record: Result): SortState | null {
  const unit = unitOf(state, record);
  const made = state.tries[record.try];
  if (unit === null || made === undefined || made.state === 'accepted') return null;
  return { ...state, tries: { ...state.tries, [made.id]: { ...made, state: 'late', times: record.times } } };
}

function withNode(state: SortState, node: SortNode): SortState {
  return { ...state, nodes: { ...state.nodes, [node.id]: node } };
}

function withUnits(state: SortState, units: readonly Unit[]): SortState {
  return {
    ...state,
    units: { ...state.units, ...Object.fromEntries(units.map((unit) => [unit.id, unit])) },
    openUnits: [...state.openUnits, ...units.map(({ id }) => id)],
  };
}

function sampled(state: SortState, record: RecordOf<'sampled'>): SortState | null {
  const accepted = accept(state, record);
  if (accepted === null) return noteLate(state, record);
  const { count, bytes, hash, sample } = record;
  const known = { ...accepted.node.sampled, [accepted.unit.share]: { count, bytes, hash, sample, try: record.try } };
  const all = Object.values(known);
  const complete = all.length === accepted.node.shares.length;
  return withNode(accepted.state, {
    ...accepted.node,
    sampled: known,
    count: complete ? all.reduce((sum, share) => sum + share.count, 0) : accepted.node.count,
    bytes: complete ? all.reduce((sum, share) => sum + share.bytes, 0) : accepted.node.bytes,
  });
}

function split(state: SortState, { generation, node: id, splitters, parts }: RecordOf<'split'>): SortState | null {
  const node = state.nodes[id];
  if (generation !== state.generation || node === undefined || node.splitters !== null) return null;
  if (Object.keys(node.sampled).length !== node.shares.length) return null;
  const childSlots = { first: state.nextSlot, count: parts };
  // The samples have done their work, and are most of what is known of a sort.
  const sampled = Object.fromEntries(
    Object.entries(node.sampled).map(([share, one]) => [share, { ...one, sample: '' }]),
  );
  const chosen = withNode(state, { ...node, sampled, splitters, childSlots });
  return withUnits({ ...chosen, nextSlot: state.nextSlot + parts }, newUnits(node, 'part'));
}

function parted(state: SortState, record: RecordOf<'parted'>): SortState | null {
  const { plan } = state;
  const slots = state.nodes[state.units[record.unit]?.node ?? '']?.childSlots ?? null;
  if (plan === null || slots === null || record.pieces.length !== slots.count) return null;
  const accepted = accept(state, record);
  if (accepted === null) return noteLate(state, record);
  const pieces = record.pieces.map((piece, part): ExchangePiece => {
    const offset = record.offsets[(slots.first + part) % plan.partitions] ?? '0';
    return { ...piece, try: record.try, offset };
  });
  const node = {
    ...accepted.node,
    parted: { ...accepted.node.parted, [accepted.unit.share]: { try: record.try, pieces } },
  };
  const { nodes, units } = growTree(node, plan);
  const grown = nodes.reduce(withNode, accepted.state);
  return withUnits(grown, units);
}

function sorted(state: SortState, record: RecordOf<'sorted'>): SortState | null {
  const accepted = accept(state, record);
  if (accepted === null) return noteLate(state, record);
  const { kind: _kind, unit: _unit, times: _times, ...part } = record;
  return withNode(accepted.state, { ...accepted.node, sorted: part });
}

function failed(state: SortState, record: RecordOf<'failed'>): SortState | null {
  const unit = unitOf(state, record);
  const made = state.tries[record.try];
  if (unit === null || made === undefined || made.state !== 'open') return null;
  const tries = { ...state.tries, [made.id]: { ...made, state: 'failed' as const } };
  if (unit.acceptedTry !== null) return { ...state, tries };
  const failures = unit.failures + 1;
  const last = !record.retryable || failures >= (state.plan?.failuresMax ?? 1);
  return {
    ...state,
    tries,
    units: { ...state.units, [unit.id]: { ...unit, failures } },
    fatal: state.fatal ?? (last ? { code: record.code, message: record.message } : null),
  };
}

function proved(state: SortState, { generation }: RecordOf<'proved'>): SortState | null {
  const isWanted = (state.plan?.output ?? null) !== null;
  if (generation !== state.generation || !isWanted || state.delivery !== null) return null;
  return { ...state, delivery: { begun: null, count: 0 } };
}

/** The first says it for all coordinators that come after: they go on under its identity, from its offset. */
function delivering(state: SortState, { generation, identity, offset }: RecordOf<'delivering'>): SortState | null {
  const { delivery } = state;
  if (generation !== state.generation || delivery === null || delivery.begun !== null) return null;
  return { ...state, delivery: { ...delivery, begun: { identity, offset } } };
}

function delivered(state: SortState, { generation, count }: RecordOf<'delivered'>): SortState | null {
  const { delivery } = state;
  if (generation !== state.generation || delivery === null || delivery.begun === null) return null;
  if (count <= delivery.count || count > (state.nodes[ROOT]?.count ?? 0)) return null;
  return { ...state, delivery: { ...delivery, count } };
}
