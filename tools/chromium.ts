// Finds a Chromium for the browser journeys: CHROMIUM_PATH, then the system's, then Debian's package when this process may install it.
import { accessSync, constants } from 'node:fs'
import { delimiter, join } from 'node:path'
import { run } from './steps.ts'

const NAMES = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable', 'microsoft-edge']
const MAC = ['/Applications/Google Chrome.app/Contents/MacOS/Google Chrome', '/Applications/Chromium.app/Contents/MacOS/Chromium']

/** The path of a browser, or why there is none. */
export async function findChromium(): Promise<{ readonly path: string } | { readonly missing: string }> {
  const given = process.env['CHROMIUM_PATH']
  if (given) return isProgram(given) ? { path: given } : { missing: `CHROMIUM_PATH names ${given}, which is not a program.` }
  const found = onThisMachine()
  if (found) return { path: found }
  if (process.platform === 'linux' && process.getuid?.() === 0 && onPath('apt-get')) {
    const env = { DEBIAN_FRONTEND: 'noninteractive' }
    await run('apt-get', ['-qq', 'update'], env)
    await run('apt-get', ['-qq', '-y', 'install', '--no-install-recommends', 'chromium', 'fonts-liberation'], env)
    const installed = onThisMachine()
    if (installed) return { path: installed }
  }
  return { missing: 'No Chromium was found and none could be installed. Set CHROMIUM_PATH to one.' }
}

const onThisMachine = () => NAMES.map(onPath).find((path) => path !== undefined) ?? MAC.find(isProgram)

function onPath(name: string): string | undefined {
  return (process.env['PATH'] ?? '')
    .split(delimiter)
    .map((dir) => join(dir, name))
    .find(isProgram)
}

function isProgram(path: string): boolean {
  try {
    accessSync(path, constants.X_OK)
    return true
  } catch {
    return false
  }
}
