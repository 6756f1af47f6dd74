import type { Format } from '../format';
import { locate, matches } from './locate';
import { mend } from './mend';
import { read, readTogether } from './read';
import { write } from './write';

/** Rails: migrations of ActiveRecord and the schema.rb that it dumps (guides.rubyonrails.org, "Active Record Migrations"). */
export const format: Format = { id: 'rails', title: 'Rails', matches, locate, read, readTogether, write, mend };
