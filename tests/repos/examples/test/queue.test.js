import assert from 'node:assert';
import test from 'node:test';
import { queue } from '../src/index.js';

test('has a name', () => assert.equal(queue('a').name, 'a'));
