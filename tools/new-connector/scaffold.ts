// Makes a connector that passes the conformance suite: the example of docs/connectors.md under another name.
import { mkdirSync, readFileSync, readdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

const EXAMPLE = join(import.meta.dirname, 'parcel')
const ID = /^[a-z][a-z0-9]*(-[a-z0-9]+)*$/

export interface Scaffold {
  /** Such as `door-bell`. */
  readonly id: string
  /** The new folder's parent. */
  readonly connectorsDir: string
}

/** Answers the paths that were written. Throws for an id that is none, and where the folder exists. */
export function scaffoldConnector({ id, connectorsDir }: Scaffold): readonly string[] {
  if (!ID.test(id)) throw new Error(`"${id}" is no id of a connector: small letters, digits and dashes, such as door-bell.`)
  const dir = join(connectorsDir, id)
  mkdirSync(dir)
  const words = id.split('-')
  const pascal = words.map(capital).join('')
  const camel = pascal.slice(0, 1).toLowerCase() + pascal.slice(1)
  const rename = (text: string) =>
    text
      .replaceAll('createParcelSimulator', `create${pascal}Simulator`)
      .replaceAll(/\bParcel\b/g, capital(words.join(' ')))
      .replaceAll(/(export const |connector: |import \{ )parcel\b/g, `$1${camel}`)
      .replaceAll(/\bparcel\b/g, id)
  return readdirSync(EXAMPLE).map((name) => {
    const path = join(dir, name.replace('parcel', id))
    writeFileSync(path, rename(readFileSync(join(EXAMPLE, name), 'utf8')), { flag: 'wx' })
    return path
  })
}

/** connectors/index.ts with the connector in its list and its simulator beside it. */
export function registered(index: string, id: string): string {
  const pascal = id.split('-').map(capital).join('')
  const camel = pascal.slice(0, 1).toLowerCase() + pascal.slice(1)
  const key = id === camel ? camel : `'${id}'`
  const changed = index
    .replace(/\n\nexport const connectors/, `\nimport { ${camel} } from './${id}/index.ts'\n\nexport const connectors`)
    .replace(/(export const connectors: readonly Connector\[\] = \[[^\]]*?),?(\s*\])/, `$1, ${camel}$2`)
    .replace(
      /(export const simulators[^{]*\{[\s\S]*?)(\n\})/,
      `$1\n  ${key}: async () => (await import('./${id}/simulator.ts')).create${pascal}Simulator,$2`,
    )
  if ((changed.match(new RegExp(`\\b${camel}\\b`, 'g'))?.length ?? 0) < 2)
    throw new Error('connectors/index.ts does not look as expected: add the connector by hand.')
  return changed
}

const capital = (word: string) => word.slice(0, 1).toUpperCase() + word.slice(1)
