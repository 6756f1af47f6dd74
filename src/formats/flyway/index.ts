import type { Format } from '../format';
import { locate, matches } from './locate';
import { read } from './read';
import { write } from './write';

export const format: Format = { id: 'flyway', title: 'Flyway', language: 'sql', matches, locate, read, write };
