import { expect, test } from 'vitest';
import { orders } from '../src/orders.js';

test('has a route', () => {
  expect(orders.stack).toHaveLength(1);
});
