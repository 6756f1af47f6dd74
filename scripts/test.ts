/**
 * `npm test`: sets up what the tests need, runs every stage even if an earlier one failed, and ends with `N passed, N failed`.
 * `npm test -- --only engine,host` runs those stages alone; `--list` names them.
 */
import { type Counts, oneFailed } from './test/command';
import { type Stage, stages } from './test/stages';

function chosen(args: readonly string[]): readonly Stage[] {
  const at = args.indexOf('--only');
  if (at < 0) return stages;
  const names = (args[at + 1] ?? '').split(',');
  const unknown = names.filter((name) => !stages.some((stage) => stage.name === name));
  if (unknown.length > 0) {
    throw new Error(`no stage "${unknown.join(', ')}"; there are ${stages.map(({ name }) => name).join(', ')}`);
  }
  return stages.filter(({ name }) => names.includes(name));
}

interface Done extends Counts {
  readonly line: string;
}

async function runStage(stage: Stage): Promise<Done> {
  console.log(`\n── ${stage.name}: ${stage.what}`);
  const started = Date.now();
  const counts = await stage.run().catch((error: unknown) => {
    console.error(error instanceof Error ? error.message : error);
    return oneFailed;
  });
  const seconds = ((Date.now() - started) / 1000).toFixed(1);
  const mark = counts.failed === 0 ? 'ok  ' : 'FAIL';
  const line = `${mark} ${stage.name.padEnd(10)} ${String(counts.passed).padStart(6)} passed ${String(counts.failed).padStart(4)} failed ${seconds.padStart(7)} s`;
  console.log(line);
  return { ...counts, line };
}

async function main(args: readonly string[]): Promise<number> {
  if (args.includes('--list')) {
    for (const { name, what } of stages) console.log(`${name.padEnd(10)} ${what}`);
    return 0;
  }
  const done: Done[] = [];
  for (const stage of chosen(args)) done.push(await runStage(stage));
  const sum = (of: keyof Counts) => done.reduce((total, counts) => total + counts[of], 0);
  console.log(`\n${done.map(({ line }) => line).join('\n')}\n`);
  console.log(`${sum('passed')} passed, ${sum('failed')} failed`);
  return sum('failed') === 0 ? 0 : 1;
}

main(process.argv.slice(2)).then(
  (code) => {
    process.exitCode = code;
  },
  (error: unknown) => {
    console.error(error instanceof Error ? error.message : error);
    process.exitCode = 2;
  },
);
