// The program of a worker process, as text for `node -e`: plain JavaScript, so that a worker loads no TypeScript support (20 MB and 30 ms each).
import { addonFile, bundle } from './bundle.ts'

export interface WorkerProgram {
  readonly arguments: readonly string[]
}

/** Node's arguments for a worker. The permission model leaves it the addon's file to read, and nothing to write, spawn or connect workers to. */
export function workerProgram(tier: 'mapping' | 'script', options: { readonly stackKb: number }): WorkerProgram {
  const addon = addonFile()
  const code = `'use strict';
process.title = 'tillflow ${tier} worker';
const tier = ${JSON.stringify(tier)};
const addon = require(${JSON.stringify(addon)}).ivm;
const external = require;
${bundle(new URL('./worker/main.ts', import.meta.url))}`
  return {
    arguments: [
      '--no-node-snapshot', // isolated-vm's README: Node >= 20 crashes without it
      '--no-warnings',
      // Half of the machine's cores are ours at most: a collector with threads of its own costs more than it saves.
      '--single-threaded-gc',
      // Texts that cross between isolates are freed by a full collection only, which V8 sees no reason for: see worker/collect.ts.
      ...(tier === 'mapping' ? ['--expose-gc'] : []),
      '--permission',
      '--allow-addons',
      `--allow-fs-read=${addon}`,
      '--max-semi-space-size=2',
      `--stack-size=${options.stackKb}`,
      '-e',
      code,
    ],
  }
}
