import type { Format } from '../format';
import { locate, matches } from './locate';
import { read } from './read';
import { write } from './write';

/** sqitch: changes in the order of sqitch.plan, each with scripts that deploy, revert and verify it (sqitch.org/docs/manual). */
export const format: Format = { id: 'sqitch', title: 'sqitch', language: 'sql', matches, locate, read, write };
