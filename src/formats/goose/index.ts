import type { Format } from '../format';
import { locate } from './locate';
import { mend } from './mend';
import { matches } from './name';
import { read } from './read';
import { write } from './write';

/** goose: numbered files with both directions, in SQL between markers or in Go (pressly.github.io/goose). */
export const format: Format = { id: 'goose', title: 'goose', language: 'sql', matches, locate, read, write, mend };
