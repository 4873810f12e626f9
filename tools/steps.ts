// Runs the project's programs one after the other and says which of them failed.
import { spawn } from 'node:child_process'
import { fileURLToPath } from 'node:url'

export const ROOT = fileURLToPath(new URL('..', import.meta.url))

/** Exit code of a program of node_modules/.bin, its output passed through. */
export function run(command: string, args: readonly string[], env: Readonly<Record<string, string>> = {}): Promise<number> {
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, { cwd: ROOT, stdio: 'inherit', env: { ...process.env, ...env } })
    child.once('error', reject)
    child.once('exit', (code, signal) => resolve(code ?? (signal ? 1 : 0)))
  })
}

export interface Counts {
  readonly passed: number
  readonly failed: number
  readonly skipped: number
  /** What failed, a text each. */
  readonly failures?: readonly string[]
  /** What failed once and passed when it was tried again, a text each; among the passed. */
  readonly flaky?: readonly string[]
}
