// Takes only the icons named in ui/icon-names.ts out of the Lucide set, at build time: `virtual:lucide-icons` exports { name: svg body }.
// An icon that Lucide does not have fails the build, so that a typing error never becomes an empty square.
import { readFile } from 'node:fs/promises'
import { fileURLToPath } from 'node:url'
import type { Plugin } from 'vite'
import { ICON_NAMES } from '../ui/icon-names.ts'

const ID = 'virtual:lucide-icons'
const NAMES_FILE = fileURLToPath(new URL('../ui/icon-names.ts', import.meta.url))

interface IconSet {
  readonly icons: Readonly<Record<string, { readonly body: string }>>
  readonly aliases?: Readonly<Record<string, { readonly parent: string }>>
}

export function lucideIcons(): Plugin {
  return {
    name: 'tillflow-lucide-icons',
    resolveId: (id) => (id === ID ? `\0${ID}` : undefined),
    async load(id) {
      if (id !== `\0${ID}`) return undefined
      this.addWatchFile(NAMES_FILE)
      const file = fileURLToPath(import.meta.resolve('@iconify-json/lucide/icons.json'))
      const set = JSON.parse(await readFile(file, 'utf8')) as IconSet
      const bodies = ICON_NAMES.map((name) => {
        const body = set.icons[name]?.body ?? set.icons[set.aliases?.[name]?.parent ?? '']?.body
        if (body === undefined) throw new Error(`Lucide has no icon "${name}" (ui/icon-names.ts)`)
        return [name, body] as const
      })
      return `export default ${JSON.stringify(Object.fromEntries(bodies))}`
    },
  }
}
