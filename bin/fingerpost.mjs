#!/usr/bin/env node
// The command line: builds what is stale (messages go to stderr), then hands over to the built program.
import { buildStale } from './build.mjs';

await buildStale((line) => console.error(line));
const { runCli } = await import('../dist/server/cli.js');
process.exitCode = await runCli(process.argv.slice(2));
