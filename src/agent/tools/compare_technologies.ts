import {
  catalogue,
  compare,
  comparisonText,
  findTechnology,
  readRequirements,
  sideBySideText,
  technologyText,
  WISHES,
} from '../../advise';
import { defineTool, error, ok } from '../define-tool';
import { nearest } from '../lookup';
import { countText, listText } from '../words';

export const tool = defineTool({
  name: 'compare_technologies',
  description: `From a catalogue of ${catalogue.length} databases with sources: ranks them for stated requirements (weights, what is ruled out and why, what is unknown and would change the answer), or shows named ones. Either list may be empty, not both.`,
  effect: 'read',
  input: {
    type: 'object',
    properties: {
      requirements: {
        type: 'array',
        description: 'What is known; leave out what is not. The first `shape` is the main one.',
        items: {
          type: 'object',
          properties: {
            what: { type: 'string', enum: Object.keys(WISHES) },
            value: {
              type: 'string',
              description: Object.entries(WISHES)
                .map(([what, values]) => `${what}: ${values}`)
                .join('; '),
            },
          },
          required: ['what', 'value'],
          additionalProperties: false,
        },
      },
      technologies: { type: 'array', items: { type: 'string' }, description: 'Names to show; empty to rank.' },
    },
    required: ['requirements', 'technologies'],
    additionalProperties: false,
  },
  doing: ({ technologies }) =>
    technologies.length === 0 ? 'Comparing technologies' : `Comparing ${listText(technologies, 3)}`,
  run({ requirements, technologies }) {
    const read = readRequirements(catalogue, requirements);
    if (read.kind === 'wrong') return error(read.because);
    const unknown = technologies.find((name) => findTechnology(catalogue, name) === undefined);
    if (unknown !== undefined) {
      const near = nearest(
        unknown,
        catalogue.map(({ name }) => name),
      );
      return error(`"${unknown}" is not in the catalogue. Near it: ${near.join(', ')}.`);
    }
    const named = technologies.flatMap((name) => findTechnology(catalogue, name) ?? []);
    const ranked = read.wanted.shapes.length > 0;
    if (!ranked && named.length === 0)
      return error('Say what the data is: a requirement `shape`. Or name technologies.');
    const parts = [
      ...(named.length === 1 ? named.map(technologyText) : []),
      ...(named.length > 1 ? [sideBySideText(named)] : []),
      ...(ranked ? [comparisonText(compare(named.length > 1 ? named : catalogue, read.wanted))] : []),
    ];
    const what =
      named.length === 0
        ? countText(catalogue.length, 'technology')
        : listText(
            named.map(({ name }) => name),
            3,
          );
    return ok(parts.join('\n\n'), `Compared ${what}`);
  },
});
