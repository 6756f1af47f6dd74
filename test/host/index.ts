/** Entry of the suite that runs inside the extension host: on a desktop VS Code and in the VS Code server alike. */
import fs from 'node:fs';
import path from 'node:path';
import Mocha from 'mocha';

/** VS Code calls this, in the extension host. Results go to the file that the runner names, or to the console alone. */
export function run(): Promise<void> {
  const mocha = new Mocha({
    ui: 'bdd',
    color: false,
    timeout: 20_000,
    forbidOnly: true,
    grep: process.env.HOST_TEST_GREP,
  });
  for (const file of fs.readdirSync(__dirname).filter((name) => name.endsWith('.host.js'))) {
    mocha.addFile(path.join(__dirname, file));
  }
  return new Promise((resolve, reject) => {
    const runner = mocha.run((failures) => {
      const report = process.env.HOST_TEST_REPORT;
      const { passes = 0, pending = 0 } = runner.stats ?? {};
      // A test that is skipped is no test: it counts as failed.
      if (report !== undefined)
        fs.writeFileSync(report, JSON.stringify({ passed: passes, failed: failures + pending }));
      if (failures + pending === 0) resolve();
      else reject(new Error(`${failures} failed, ${pending} skipped`));
    });
  });
}
