import { assertEquals } from '@std/assert';

Deno.test('adds', () => assertEquals(1 + 1, 2));
