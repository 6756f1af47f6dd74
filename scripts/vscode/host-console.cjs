// Runs inside the extension host of the VS Code server: sends the console to the file that HOST_TEST_OUTPUT names (the web
// workbench's own log is noisy and loses formats), then runs the ordinary suite.
const fs = require('node:fs');
const util = require('node:util');

const output = fs.openSync(process.env.HOST_TEST_OUTPUT, 'a');
for (const method of ['log', 'info', 'warn', 'error', 'debug']) {
  // The extension host defines these with a setter that ignores assignment.
  Object.defineProperty(console, method, {
    configurable: true,
    writable: true,
    value: (...args) => fs.writeSync(output, `${util.format(...args)}\n`),
  });
}

exports.run = async () => {
  try {
    return await require(process.env.HOST_TEST_SUITE).run();
  } catch (error) {
    console.error(error?.stack ?? error);
    throw error;
  }
};
