import { type Comparison, compare, type Ranked } from './compare';
import { findTechnology, NOTHING_KNOWN, type Requirements } from './requirements';
import { type Fact, type Technology, TOPIC_NAMES, TOPICS } from './technology';

/** A comparison in markdown: the recommendation first, then why, then what was not taken and what is open. */
export function comparisonText(comparison: Comparison): string {
  const { wanted, recommended, ranking, disqualified, rejected, places, companions, unknown, compliance } = comparison;
  if (recommended === undefined)
    return wanted.shapes.length > 0
      ? 'Nothing in the catalogue meets all of this. Relax a requirement.'
      : 'Say what the data is and what is done with it.';
  return [
    `**${recommended.technology.name}** (${recommended.score} of 100): ${recommended.technology.summary}`,
    ...places.map(({ name }) => `- to be run on ${name}`),
    ...companions.map(
      ({ shape, technology }) =>
        `- beside it ${technology.name} for ${shape}, which ${recommended.technology.name} cannot do`,
    ),
    '',
    'Why, with the weight of each reason:',
    '',
    '| reason | weight | points | |',
    '| --- | ---: | ---: | --- |',
    ...recommended.reasons.map(
      ({ criterion, weight, score, because }) =>
        `| ${criterion} | ${weight} | ${Math.round(weight * score)} | ${because} |`,
    ),
    '',
    'Against it:',
    ...recommended.technology.avoid.map((text) => `- not for: ${text.replace(/^./, (c) => c.toLowerCase())}`),
    '',
    'Not taken:',
    ...rejected.map(
      ({ technology, because }) => `- **${technology.name}** (${scoreIn(ranking, technology)}): ${because}`,
    ),
    ...disqualified.slice(0, 8).map(({ technology, because }) => `- ~~${technology.name}~~: ${because[0] ?? ''}`),
    ...(disqualified.length > 8 ? [`- and ${disqualified.length - 8} more that a requirement rules out`] : []),
    ...(compliance.length === 0 ? [] : ['', ...compliance.map((note) => `- ${note}`)]),
    ...(unknown.length === 0 ? [] : ['', 'Not known, and it would change the answer:']),
    ...unknown.map(
      ({ what, choices, assumed }) =>
        `- ${what} ${choices.map(({ answer, leadsTo }) => `${answer} → ${leadsTo}`).join('; ')}. Assumed: ${assumed}.`,
    ),
    '',
    'Scores are arithmetic over our catalogue’s judgements; sizes and rates are orders of magnitude and no measurement.',
  ].join('\n');
}

const scoreIn = (ranking: readonly Ranked[], { id }: Technology) =>
  ranking.find(({ technology }) => technology.id === id)?.score ?? 0;

/** What the catalogue says of one technology, with the page of each fact. */
export function technologyText(technology: Technology): string {
  const { name, summary, status, facts, choose, avoid } = technology;
  const state = status.kind === 'current' ? [] : [`**${status.because}** Instead: ${status.instead.join(', ')}.`, ''];
  return [
    `### ${name}`,
    summary,
    '',
    ...state,
    ...TOPICS.flatMap((topic) => facts[topic].map((fact) => `- **${TOPIC_NAMES[topic]}**: ${factText(fact)}`)),
    ...choose.map((text) => `- **choose** for: ${text}`),
    ...avoid.map((text) => `- **avoid** for: ${text}`),
  ].join('\n');
}

function factText({ text, source: { title, url, read } }: Fact): string {
  const checked = read === undefined ? 'not re-read for this catalogue' : `read ${read}`;
  return `${text} ([${title}](${url}), ${checked})`;
}

/** Two or more technologies side by side by name, when no requirements are given. */
export function sideBySideText(technologies: readonly Technology[]): string {
  return [
    `| | ${technologies.map(({ name }) => name).join(' | ')} |`,
    `| --- | ${technologies.map(() => '---').join(' | ')} |`,
    ...TOPICS.map(
      (topic) =>
        `| ${TOPIC_NAMES[topic]} | ${technologies.map(({ facts }) => facts[topic].map(({ text }) => text).join(' ')).join(' | ')} |`,
    ),
    `| choose for | ${technologies.map(({ choose }) => choose.join('; ')).join(' | ')} |`,
    `| avoid for | ${technologies.map(({ avoid }) => avoid.join('; ')).join(' | ')} |`,
  ].join('\n');
}

/** How those that are named stand among one another for the requirements. */
export function compareNamed(
  catalogue: readonly Technology[],
  names: readonly string[],
  wanted: Requirements = NOTHING_KNOWN,
): Comparison {
  const ids = new Set(names.flatMap((name) => findTechnology(catalogue, name)?.id ?? []));
  const chosen = catalogue.filter(({ id }) => ids.has(id));
  return compare(chosen, wanted);
}
