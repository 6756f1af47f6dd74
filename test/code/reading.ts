import {
  type Call,
  type CodeModule,
  dotted,
  type Language,
  moduleScope,
  parseCode,
  runStatements,
  textValue,
} from '../../src/code';

export function read(language: Language, text: string): CodeModule {
  return parseCode(language, `file:///code.${language}`, text);
}

/** The calls that a module makes when it runs, as `name(first argument…)`, conditional ones with `?`. */
export function callsOf(module: CodeModule, resolve?: (name: string) => CodeModule | undefined): readonly string[] {
  const calls: string[] = [];
  const scope = moduleScope(module, resolve && ((name) => resolve(name)));
  runStatements(module.body, { scope, conditional: undefined }, (call, frame) => {
    const name = nameOf(call);
    const args = call.args.map(({ value }) => textValue({ expr: value, scope: frame.scope })?.text ?? '…');
    calls.push(`${name}(${args.join(', ')})${frame.conditional ? '?' : ''}`);
    return false;
  });
  return calls;
}

function nameOf(call: Call): string {
  return dotted(call.callee) ?? (call.callee.kind === 'member' ? `….${call.callee.name}` : '…');
}
