import { describe, expect, it } from 'vitest';
import { catalogue, SHAPES, TOPICS } from '../../src/advise';

describe.each(catalogue.map((technology) => [technology.name, technology] as const))('%s', (_, technology) => {
  it('tells of every topic, each fact with the page and, where it was read, the day', () => {
    for (const topic of TOPICS) {
      const facts = technology.facts[topic];
      expect(facts.length, topic).toBeGreaterThan(0);
      for (const { text, source } of facts) {
        expect(text).toMatch(/\S.*[.!]$/);
        expect(source.title).not.toBe('');
        expect(() => new URL(source.url)).not.toThrow();
        expect(source.url).toMatch(/^https:\/\//);
        if (source.read !== undefined) expect(source.read).toMatch(/^\d{4}-\d{2}-\d{2}$/);
      }
    }
  });

  it('states limits with numbers, unless it is over', () => {
    const limits = technology.facts.limits.map(({ text }) => text).join(' ');
    if (technology.status.kind === 'current') expect(limits).toMatch(/\d/);
  });

  it('says when to choose it and when not, and fits something', () => {
    expect(technology.avoid.length).toBeGreaterThan(0);
    if (technology.status.kind === 'current') expect(technology.choose.length).toBeGreaterThan(0);
    const fits = Object.keys(technology.traits.fit);
    expect(fits.length).toBeGreaterThan(0);
    expect(fits.filter((shape) => !SHAPES.some((known) => known === shape))).toEqual([]);
  });

  it('names what to use instead where it is closing or over, and that is in the catalogue', () => {
    if (technology.status.kind === 'current') return;
    const known = new Set(catalogue.map(({ id }) => id));
    expect(technology.status.instead.length).toBeGreaterThan(0);
    expect(technology.status.instead.filter((id) => !known.has(id))).toEqual([]);
  });
});

it('no two technologies have an id or a name in common', () => {
  const names = catalogue.flatMap(({ id, name, also }) => [...new Set([id, name.toLowerCase(), ...also])]);
  expect(names.filter((name, at) => names.indexOf(name) !== at)).toEqual([]);
});
