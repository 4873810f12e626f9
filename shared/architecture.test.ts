// The import directions of CONVENTIONS, checked over a real parser on every .ts and .tsx file.
// (A tool that sees no modules is silently green; this one counts what it saw and is shown failing.)
import { globSync, readFileSync } from 'node:fs'
import { posix } from 'node:path'
import { fileURLToPath } from 'node:url'
import { parseSync } from 'oxc-parser'
import { describe, expect, test } from 'vitest'

const ROOT = fileURLToPath(new URL('..', import.meta.url))
const OURS = ['shared/', 'connectors/', 'runtime/', 'designer/', 'templates/', 'tools/', 'bench/']
const BROWSER_CODE = /^(shared|designer)\/(?!vite\.config\.ts$)/
const TEST_CODE =
  /\.(test|conformance|testing|program|fixture|spec)\.tsx?$|^(tools|bench|designer\/e2e|designer\/vite)\/|^runtime\/(store\/conformance|crash)\//

interface Rule {
  readonly name: string
  /** Files it is about; the first group, if any, is the file's own folder, which it may always import. The first rule that matches a file counts. */
  readonly from: RegExp
  /** What they may import of ours. */
  readonly to: readonly string[]
  /** What else they may import as types only. */
  readonly types?: readonly string[]
  /** What they may not import even so. */
  readonly except?: readonly string[]
}

const ENGINE_PORTS = [
  'runtime/engine/ports.ts',
  'runtime/engine/flow-ports.ts',
  'runtime/engine/window-ports.ts',
  'runtime/engine/signals.ts',
]
const PORTS = [...ENGINE_PORTS, 'runtime/store/ports.ts', 'runtime/sandbox/port.ts', 'runtime/store/database-file.ts']
const EVERYTHING_OF_RUNTIME = ['shared/', 'connectors/', 'runtime/']

const RULES: readonly Rule[] = [
  { name: 'shared imports nothing but shared', from: /^shared\//, to: ['shared/'] },
  { name: 'the connector kit knows no system', from: /^connectors\/kit\//, to: ['shared/', 'connectors/kit/'] },
  { name: 'a connector knows no other system and no runtime', from: /^(connectors\/[^/]+\/)/, to: ['shared/', 'connectors/kit/'] },
  { name: 'the list of connectors knows no runtime', from: /^connectors\//, to: ['shared/', 'connectors/'] },
  {
    name: 'the engine knows neither the store nor HTTP',
    from: /^runtime\/engine\//,
    to: ['shared/', 'connectors/kit/', 'runtime/engine/', 'runtime/sandbox/port.ts'],
  },
  { name: 'the sandbox knows shared only', from: /^runtime\/sandbox\//, to: ['shared/', 'runtime/sandbox/'] },
  {
    name: 'a store implementation knows the ports and no other implementation',
    from: /^(runtime\/store\/[^/]+\/)/,
    to: ['shared/', ...ENGINE_PORTS, 'runtime/store/'],
    except: ['runtime/store/sqlite/', 'runtime/store/postgres/'],
  },
  {
    name: 'only the move from one store to another knows both',
    from: /^runtime\/store\/migrate-store\.ts$/,
    to: ['shared/', 'runtime/store/'],
  },
  {
    name: 'the store ports know the engine ports',
    from: /^runtime\/store\//,
    to: ['shared/', ...ENGINE_PORTS, 'runtime/store/'],
    except: ['runtime/store/sqlite/', 'runtime/store/postgres/'],
  },
  {
    name: 'only these wire everything together',
    from: /^runtime\/(compose|main|open-store)\.ts$|^runtime\/(compose|demo)\//,
    to: EVERYTHING_OF_RUNTIME,
  },
  {
    name: 'http and cli know services, not store implementations',
    from: /^runtime\/(http|cli)\//,
    to: EVERYTHING_OF_RUNTIME,
    except: ['runtime/store/sqlite', 'runtime/store/postgres'],
  },
  {
    name: 'backups are copies of the embedded store and its key',
    from: /^runtime\/keeping\/backup\.ts$/,
    to: ['shared/', 'runtime/store/database-file.ts', 'runtime/store/sqlite/open.ts', 'runtime/connections/installation-key.ts'],
  },
  {
    name: 'a service knows ports, and of other services types only',
    from: /^(runtime\/[^/]+\/)/,
    to: ['shared/', 'connectors/index.ts', 'connectors/kit/', ...PORTS],
    types: ['runtime/'],
  },
  { name: 'what lies beside the services knows ports', from: /^runtime\//, to: ['shared/', 'connectors/', ...PORTS] },
  {
    name: 'a page never imports another page',
    from: /^(designer\/pages\/[^/]+\/)/,
    to: ['shared/', 'designer/'],
    except: ['designer/pages/'],
  },
  { name: 'the designer imports shared only', from: /^designer\//, to: ['shared/', 'designer/'] },
]

interface Import {
  readonly specifier: string
  /** Gone at run time. */
  readonly isType: boolean
}

/** Everything a file imports or re-exports, types included, as it is written. */
function importsOf(file: string, source: string): Import[] {
  const { module, program, errors } = parseSync(file, source)
  if (errors.length > 0) throw new Error(`${file}: ${errors[0]?.message ?? 'does not parse'}`)
  const found = [
    ...module.staticImports.map(({ moduleRequest, entries }) => ({
      specifier: moduleRequest.value,
      isType: entries.length > 0 && entries.every(({ isType }) => isType),
    })),
    ...module.staticExports.flatMap(({ entries }) =>
      entries.flatMap(({ moduleRequest, isType }) => (moduleRequest ? [{ specifier: moduleRequest.value, isType }] : [])),
    ),
    ...module.dynamicImports.map(({ moduleRequest: { start, end } }) => ({
      specifier: source.slice(start, end).replaceAll(/^['"`]|['"`]$/g, ''),
      isType: false,
    })),
  ]
  // import('./x.ts').Type stands in no list of the module.
  return /\bimport\s*\(/.test(source) ? [...found, ...importTypes(program)] : found
}

function importTypes(program: object): Import[] {
  const found: Import[] = []
  const open: unknown[] = [program]
  for (let node = open.pop(); node !== undefined; node = open.pop()) {
    if (typeof node !== 'object' || node === null) continue
    if ('type' in node && node.type === 'TSImportType' && 'source' in node) {
      found.push({ specifier: String((node.source as { value?: unknown }).value), isType: true })
    }
    open.push(...Object.values(node).filter((child) => child !== undefined))
  }
  return found
}

/** The path below the root that an import leads to; packages as they are. */
function resolve(file: string, specifier: string): string {
  if (specifier.startsWith('#')) return specifier.slice(1)
  return specifier.startsWith('.') ? posix.join(posix.dirname(file), specifier.replace(/\?.*$/, '')) : specifier
}

const startsWithAny = (path: string, prefixes: readonly string[] | undefined) =>
  prefixes?.some((prefix) => path.startsWith(prefix)) ?? false

/** Sentences about the imports of one file that go the wrong way. */
function violations(file: string, source: string): string[] {
  const isTest = TEST_CODE.test(file)
  const match = RULES.map((rule) => ({ rule, found: rule.from.exec(file) })).find(({ found }) => found)
  return importsOf(file, source).flatMap(({ specifier, isType }) => {
    const target = resolve(file, specifier)
    const say = (reason: string) => [`${file} imports ${target}: ${reason}`]
    if (specifier.startsWith('node:')) return !isTest && BROWSER_CODE.test(file) ? say('it must run in the browser') : []
    if (!startsWithAny(target, OURS)) return []
    if (target.startsWith('templates/')) return isTest ? [] : say('templates are data, imported by no one')
    // Tests arrange what they need, except in shared, which stays on its own.
    if (!match || (isTest && !file.startsWith('shared/'))) return []
    const { rule, found } = match
    if (found?.[1] !== undefined && target.startsWith(found[1])) return []
    if (isType && startsWithAny(target, rule.types)) return []
    return startsWithAny(target, rule.to) && !startsWithAny(target, rule.except) ? [] : say(rule.name)
  })
}

const files = globSync('{shared,connectors,runtime,designer,templates,tools,bench}/**/*.{ts,tsx}', {
  cwd: ROOT,
  exclude: ['**/node_modules/**', 'designer/dist/**'],
}).map((file) => file.replaceAll('\\', '/'))

test('every import goes the right way', () => {
  // Should the pattern or the parser stop seeing files, this must not stay green.
  expect(files.length).toBeGreaterThan(100)
  expect(importsOf('shared/architecture.test.ts', readFileSync(`${ROOT}shared/architecture.test.ts`, 'utf8'))).toContainEqual({
    specifier: 'oxc-parser',
    isType: false,
  })
  expect(files.flatMap((file) => violations(file, readFileSync(`${ROOT}${file}`, 'utf8')))).toEqual([])
})

describe('the check fails for', () => {
  test.each([
    ['shared/flow/bad.ts', `import '#runtime/compose.ts'`],
    ['shared/flow/bad.ts', `import { readFileSync } from 'node:fs'`],
    ['shared/flow/bad.test.ts', `export * from '../../connectors/index.ts'`],
    ['connectors/odoo/bad.ts', `import type { X } from '../shopify/client.ts'`],
    ['connectors/odoo/bad.ts', `const x = await import('#runtime/engine/ports.ts')`],
    ['connectors/kit/bad.ts', `export { odoo } from '../odoo/index.ts'`],
    ['runtime/engine/bad.ts', `import type { Store } from '../store/ports.ts'`],
    ['runtime/engine/bad.ts', `import '../sandbox/create.ts'`],
    ['runtime/engine/bad.ts', `type X = import('../http/app.ts').App`],
    ['runtime/store/sqlite/bad.ts', `import '../postgres/open.ts'`],
    ['runtime/store/bad.ts', `import './sqlite/open.ts'`],
    ['runtime/sandbox/bad.ts', `import '../engine/engine.ts'`],
    ['runtime/auth/bad.ts', `import { x } from '../tenancy/service.ts'`],
    ['runtime/auth/bad.ts', `import { type X, y } from '../tenancy/service.ts'`],
    ['runtime/auth/bad.ts', `import { x } from '../store/sqlite/open.ts'`],
    ['runtime/http/bad.ts', `import { x } from '#runtime/store/sqlite/open.ts'`],
    ['runtime/cli/bad.ts', `import x from '#designer/main.tsx'`],
    ['designer/ui/bad.tsx', `import { x } from '#connectors/kit/contract.ts'\nexport const y = <b>{x}</b>`],
    ['designer/pages/runs/bad.tsx', `import { x } from '../flows/list.tsx'`],
    ['runtime/compose.ts', `import x from '../templates/a/flow.json' with { type: 'json' }`],
  ])('%s with %s', (file, source) => {
    expect(violations(file, source)).toHaveLength(1)
  })

  test('a file that does not parse', () => {
    expect(() => violations('shared/bad.ts', 'import {')).toThrow('shared/bad.ts')
  })
})

test.each([
  ['shared/flow/good.test.ts', `import { readFileSync } from 'node:fs'`],
  ['connectors/odoo/good.ts', `import './client.ts'; import '../kit/contract.ts'; import '#shared/json.ts'`],
  ['runtime/auth/good.ts', `import './x.ts'; import '../store/ports.ts'; import type { J } from '#runtime/audit/audit.ts'`],
  ['runtime/compose.ts', `import './store/sqlite/open.ts'; import '#connectors/index.ts'`],
  ['designer/pages/runs/good.tsx', `import './list.tsx'; import '#designer/ui/button.tsx'; import '#shared/json.ts'`],
  ['runtime/engine/good.test.ts', `import '../store/sqlite/open.ts'`],
])('lets %s import what it may', (file, source) => {
  expect(violations(file, source)).toEqual([])
})
