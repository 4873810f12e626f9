// Makes one plain JavaScript expression of a few of our own TypeScript files, for a process or an isolate that has no module loader. It knows only
// the forms we write (named imports; exported functions, constants and classes) and throws on anything else.
import { readFileSync } from 'node:fs'
import { createRequire, stripTypeScriptTypes } from 'node:module'
import { fileURLToPath, pathToFileURL } from 'node:url'

const IMPORT = /^import (\{[^}]*\}) from '([^']+)'[ ;]*$/gm
const EXPORT = /^export (?=(?:async )?(?:function|const|let|class) (\w+))/gm

/** An expression whose value is the entry's exports. Imports that are not files become `external('name')`. */
export function bundle(entry: URL): string {
  const names = new Map<string, string>()
  const texts: string[] = []
  const visit = (file: URL): string => {
    const known = names.get(file.href)
    if (known !== undefined) return known
    const code = withoutTypes(readFileSync(file, 'utf8')).replace(IMPORT, (_, imported: string, from: string) => {
      const target = resolveFile(from, file)
      return `const ${imported.replaceAll(' as ', ': ')} = ${target ? visit(target) : `external(${JSON.stringify(from)})`}`
    })
    const exported = [...code.matchAll(EXPORT)].map((match) => match[1])
    const body = code.replace(EXPORT, '')
    const left = /^(?:import|export)\b.*$/m.exec(body)
    if (left) throw new Error(`cannot bundle ${fileURLToPath(file)}: ${left[0]}`)
    const name = `module${names.size}`
    names.set(file.href, name)
    texts.push(`const ${name} = (function () {\n${withoutComments(body)}\nreturn { ${exported.join(', ')} };\n})();`)
    return name
  }
  const main = visit(entry)
  return `(function () { 'use strict';\n${texts.join('\n')}\nreturn ${main};\n})()`
}

/** Node marks the function as experimental with a warning at each start; what it does here is checked by the tests of the sandbox. */
function withoutTypes(code: string): string {
  const emitWarning = process.emitWarning
  try {
    process.emitWarning = () => {}
    return stripTypeScriptTypes(code)
  } finally {
    process.emitWarning = emitWarning
  }
}

function resolveFile(from: string, importer: URL): URL | undefined {
  if (from.startsWith('.')) return new URL(from, importer)
  if (from.startsWith('#shared/')) return new URL(`../../shared/${from.slice('#shared/'.length)}`, import.meta.url)
  return undefined
}

/** Without whole-line comments and the blanks that types left: the text travels on a command line and lives in every isolate. */
export function withoutComments(code: string): string {
  let inBlock = false
  return code
    .split('\n')
    .filter((line) => {
      const text = line.trim()
      const opens = !inBlock && text.startsWith('/*')
      const closes = (inBlock || opens) && text.includes('*/')
      const comment = (inBlock || opens) && (!closes || text.endsWith('*/'))
      inBlock = (inBlock || opens) && !closes
      return !comment && text !== '' && text !== ';' && !text.startsWith('//')
    })
    .map((line) => line.trimEnd())
    .join('\n')
}

/** The text of an installed package's main file. */
export function libraryText(name: string): string {
  return readFileSync(createRequire(import.meta.url).resolve(name), 'utf8')
}

/** libphonenumber-js in one file; its package names only the many it is made of. Loaded in an isolate by the first telephone number. */
export function phoneLibraryText(): string {
  const main = createRequire(import.meta.url).resolve('libphonenumber-js/min')
  return readFileSync(new URL('../bundle/libphonenumber-min.js', pathToFileURL(main)), 'utf8').replace(/^\/\/# sourceMappingURL=.*$/m, '')
}

/** Where isolated-vm's addon for this platform lies: a worker loads this one file and may read nothing else. */
export function addonFile(): string {
  const main = createRequire(import.meta.url).resolve('isolated-vm')
  const locator = createRequire(main)('node-gyp-build') as { path(folder: string): string }
  return locator.path(main.slice(0, Math.max(main.lastIndexOf('/'), main.lastIndexOf('\\'))))
}
