/** The command line: `database-architect review PATH` and `database-architect inspect PATH`. */
import { run } from './run';

void run(process.argv.slice(2), {
  out: (text) => process.stdout.write(text),
  problem: (text) => process.stderr.write(text),
}).then((status) => {
  // exitCode rather than exit(): a pipe still holds output that has not been written.
  process.exitCode = status;
});
