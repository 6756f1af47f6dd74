import { describe, expect, it } from 'vitest';
import type { CodeModule } from '../../src/code';
import { withGrammars } from '../support/grammars';
import { callsOf, read } from './reading';

withGrammars('typescript');

describe('modules that import each other', () => {
  const modules: Record<string, CodeModule> = {};
  const open = (name: string) => modules[name];

  it('end where neither of them has what both import', () => {
    modules['./a'] = read('typescript', "import { lost } from './b';\nexport { lost };\n");
    modules['./b'] = read('typescript', "import { lost } from './a';\nexport { lost };\n");
    const start = read('typescript', "import { lost } from './a';\nf(lost);\nlost(1);\n");
    expect(callsOf(start, open)).toEqual(['f(…)', 'lost(1)']);
  });

  it('end where each passes on all that the other has', () => {
    modules['./a'] = read('typescript', "export * from './b';\n");
    modules['./b'] = read('typescript', "export * from './a';\nexport const known = 'k';\n");
    const start = read('typescript', "import { known, lost } from './a';\nf(known, lost);\n");
    expect(callsOf(start, open)).toEqual(['f(k, …)']);
  });
});
