import type { Format } from '../format';
import { locate, matches } from './locate';
import { mend } from './mend';
import { read } from './read';
import { write } from './write';

/** dbmate: numbered SQL files with both directions between markers (github.com/amacneil/dbmate). Its schema.sql is a dump of the engine's. */
export const format: Format = { id: 'dbmate', title: 'dbmate', language: 'sql', matches, locate, read, write, mend };
