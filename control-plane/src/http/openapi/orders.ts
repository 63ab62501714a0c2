import {
  listOrdersQuery,
  orderInput,
  orderSchema,
  orderSummarySchema,
  ordersInput,
  pageOf,
  placedOrdersSchema,
} from '@longshore/schemas';
import { z } from 'zod';
import type { ZodOpenApiPathsObject } from 'zod-openapi';
import { operation } from './operation.ts';

const tag = 'kitchens';
const order = { dish: 'ramen', place: { latitude: 60.17, longitude: 24.94 } };

/** Orders in the city of kitchens. */
export const ORDERS_PATHS: ZodOpenApiPathsObject = {
  '/orders': {
    get: operation({
      id: 'listOrders',
      permission: 'kitchens:read',
      summary: 'Orders, the newest first',
      tag,
      query: listOrdersQuery,
      answer: pageOf(orderSummarySchema),
      refusals: [422, 503],
    }),
    post: operation({
      id: 'placeOrder',
      permission: 'kitchens:write',
      summary: 'Place an order: a dish, and where the customer is',
      tag,
      body: orderInput,
      example: order,
      creates: true,
      status: 201,
      answer: z.object({ id: z.string() }),
      refusals: [409, 422, 503],
    }),
  },
  '/orders/many': {
    post: operation({
      id: 'placeManyOrders',
      permission: 'kitchens:write',
      summary: 'Place many orders, all or none',
      tag,
      body: ordersInput,
      example: { orders: [order, { ...order, priority: 5 }] },
      creates: true,
      status: 201,
      answer: placedOrdersSchema,
      refusals: [409, 422, 503],
    }),
  },
  '/orders/{id}': {
    get: operation({
      id: 'getOrder',
      permission: 'kitchens:read',
      summary: 'An order with its life, and why it went where it went',
      tag,
      path: ['id'],
      answer: orderSchema,
      refusals: [404, 409, 503],
    }),
  },
  '/orders/{id}/call-off': {
    post: operation({
      id: 'callOffOrder',
      permission: 'kitchens:write',
      summary: 'Call an order off: it fails, unless it is ready already',
      tag,
      path: ['id'],
      status: 202,
      answer: null,
      refusals: [404, 409, 503],
    }),
  },
};
