import { Router } from 'express';
import pg from 'pg';
import * as z from 'zod';

const pool = new pg.Pool({ connectionString: process.env.DATABASE_URL });
const Order = z.object({ sku: z.string(), quantity: z.int().positive() });

export const orders = Router();

orders.post('/', async (request, response) => {
  const order = Order.parse(request.body);
  const { rows } = await pool.query('insert into orders (sku, quantity) values ($1, $2) returning id', [
    order.sku,
    order.quantity,
  ]);
  response.status(201).json(rows[0]);
});
