import { ORDER_STATES, type OrderSummary } from '@longshore/schemas';
import { formatCount } from '@longshore/schemas/words';
import type { Column } from '../../parts/data-table.tsx';
import { IdText } from '../../parts/id-text.tsx';
import { PageLink } from '../../parts/page-link.tsx';
import { StateBadge } from '../../state/state-badge.tsx';
import { Ago } from '../../time/ago.tsx';
import list from '../list/list.module.css';
import { orderStanding } from './order-words.ts';

export const orderId = ({ id }: OrderSummary) => id;
export const orderHref = ({ id }: Pick<OrderSummary, 'id'>) => `/kitchens/orders/${id}`;

export const ORDER_COLUMNS: Column<OrderSummary>[] = [
  {
    id: 'dish',
    header: 'Dish',
    width: 140,
    cell: (order) => (
      <PageLink href={orderHref(order)} className={list.name} data-row-link>
        {order.dish}
      </PageLink>
    ),
  },
  { id: 'state', header: 'State', width: 116, cell: ({ state }) => <StateBadge view={ORDER_STATES[state]} /> },
  {
    id: 'standing',
    header: 'Where',
    clips: true,
    cell: (order) => (
      <span className={list.dim} title={orderStanding(order)}>
        {orderStanding(order)}
      </span>
    ),
  },
  { id: 'priority', header: 'Priority', numeric: true, width: 80, cell: ({ priority }) => formatCount(priority) },
  { id: 'epoch', header: 'Owners', numeric: true, width: 80, cell: ({ epoch }) => formatCount(epoch) },
  { id: 'received', header: 'Received', numeric: true, width: 104, cell: ({ receivedAt }) => <Ago at={receivedAt} /> },
  { id: 'id', header: 'Id', width: 124, wide: true, cell: ({ id }) => <IdText id={id} what="id of the order" /> },
];

/** An order on a phone. */
export function OrderCard({ order }: { order: OrderSummary }) {
  return (
    <div className={list.card}>
      <div className={list.line}>
        <PageLink href={orderHref(order)} className={list.name}>
          {order.dish}
        </PageLink>
        <StateBadge view={ORDER_STATES[order.state]} />
      </div>
      <div className={list.line}>
        <span className={list.dim}>{orderStanding(order)}</span>
        <span className={list.dim}>
          <Ago at={order.receivedAt} />
        </span>
      </div>
    </div>
  );
}
