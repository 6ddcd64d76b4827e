import cors from 'cors';
import express from 'express';
import rateLimit from 'express-rate-limit';
import helmet from 'helmet';
import { orders } from './orders.js';

const app = express();
app.use(helmet());
app.use(cors({ origin: process.env.SHOP_ORIGIN }));
app.use(rateLimit({ windowMs: 60_000, limit: 300 }));
app.use(express.json({ limit: '100kb' }));
app.get('/healthz', (_request, response) => void response.send('ok'));
app.use('/orders', orders);

const server = app.listen(Number(process.env.PORT ?? 3000));
process.on('SIGTERM', () => server.close());
