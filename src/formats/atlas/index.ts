import type { Format } from '../format';
import { locate } from './locate';
import { mend } from './mend';
import { matches } from './name';
import { read } from './read';
import { write } from './write';

/** Atlas's versioned migrations: a folder with atlas.sum (atlasgo.io, "Versioned Migrations"). */
export const format: Format = { id: 'atlas', title: 'Atlas', language: 'sql', matches, locate, read, write, mend };
