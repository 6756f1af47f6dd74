import { describe, expect, it } from 'vitest';
import { offlineProvider } from '../../src/agent/offline/offline';
import type { Message } from '../../src/agent/provider';
import type { ToolReport } from '../../src/agent/toolbox';
import { openTools, type Tools } from './workspace';

const create = 'CREATE TABLE task (id bigint PRIMARY KEY);\n';
const twice = {
  'mysql/db/migration/V1__init.sql': create,
  'postgres/db/migration/V1__init.sql': create,
  'mysql/db/migration/V2__more.sql': 'CREATE TABLE only_here (id bigint PRIMARY KEY);\n',
};

/** The last words of the offline architect, its tools run for real. */
async function answer(box: Tools, question: string): Promise<{ readonly said: string; readonly proposed: number }> {
  const reports = new Map<string, ToolReport>();
  const provider = offlineProvider({
    question,
    context: [],
    report: (id) => reports.get(id),
    path: (uri) => uri,
    key: 'no key',
  });
  const messages: Message[] = [{ role: 'user', parts: [{ kind: 'text', text: question }] }];
  for (;;) {
    const turn = await provider.turn(
      { messages } as unknown as Parameters<typeof provider.turn>[0],
      () => undefined,
      new AbortController().signal,
    );
    if (turn.kind !== 'done') throw new Error(turn.kind);
    messages.push(turn.message);
    const calls = turn.message.parts.filter((part) => part.kind === 'toolCall');
    if (calls.length === 0) {
      const said = turn.message.parts.flatMap((part) => (part.kind === 'text' ? [part.text] : [])).join('');
      const proposed = [...reports.values()].filter(
        (one) => one.kind === 'ok' && one.data.proposal !== undefined,
      ).length;
      return { said, proposed };
    }
    for (const { id, name, input } of calls) reports.set(id, box.run(name, input));
  }
}

describe('a change where several data layers have the table', () => {
  it('asks which is meant with questions that can be asked, and takes the one that is chosen', async () => {
    const box = await openTools(twice);
    const asked = await answer(box, 'add column note text to task');
    expect(asked.proposed).toBe(0);
    const ways = [...asked.said.matchAll(/`(\/plan [^`]+)`/g)].map(([, way = '']) => way);
    expect(ways).toHaveLength(2);
    for (const way of ways) expect((await answer(box, way)).proposed, way).toBe(1);
  });

  it('does not ask where only one has the table', async () => {
    const box = await openTools(twice);
    expect((await answer(box, 'add column note text to only_here')).proposed).toBe(1);
  });
});
