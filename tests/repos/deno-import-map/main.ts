import { Application, Router } from '@oak/oak';
import { links } from './links.ts';

const router = new Router();
router.get('/healthz', (context) => {
  context.response.body = 'ok';
});
router.get('/:key', links);

const app = new Application();
app.use(router.routes());
await app.listen({ port: 8000 });
