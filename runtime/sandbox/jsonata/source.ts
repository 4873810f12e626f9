// The text of the pinned jsonata, made synchronous and lean for the sandbox. Every change is a checked edit: if one does not find exactly
// what it expects (another version is installed), nothing is changed and the original async text is used. Both forms run the official suite.
import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { CAP_EDITS, LEAN_EDITS, SYNC_EDITS, type Edit } from './edits.ts'

export interface JsonataSource {
  /** A UMD file: run with `module` and `exports` in scope. */
  readonly text: string
  /** False when `evaluate` answers a promise. */
  readonly synchronous: boolean
  /** Whether `module.exports` is a function that gives jsonata and the parts it is made of by name, as compiled programs need it. */
  readonly modular?: boolean
  /** Why the original text had to be used. */
  readonly reason?: string
}

/** jsonata for the sandbox: synchronous, without debugger hooks, with caps on what one operator may allocate. */
export function jsonataSource(original: string = pinnedJsonata()): JsonataSource {
  try {
    const text = removeAsync(applyEdits(original, [...SYNC_EDITS, ...LEAN_EDITS, ...CAP_EDITS]))
    return { text: jsonataModules(text), synchronous: true, modular: true }
  } catch (error) {
    return { text: original, synchronous: false, reason: error instanceof Error ? error.message : String(error) }
  }
}

/** The same without the caps, as the official suite expects it. Throws when an edit does not fit. */
export function synchronousJsonata(original: string = pinnedJsonata()): string {
  return removeAsync(applyEdits(original, [...SYNC_EDITS, ...LEAN_EDITS]))
}

/**
 * The same text as its separate modules: `module.exports` is then a function that gives `jsonata`, or one of the parts it is made of, each run
 * when it is first asked for. Throws when the text is not laid out as expected.
 */
export function jsonataModules(text: string): string {
  const entry = '},{},[3])(3)'
  const requires = '{"./datetime":1,"./functions":2,"./parser":4,"./signature":5,"./utils":6}'
  if (!text.includes(requires) || text.split(entry).length !== 2) throw new Error('the modules are not those expected')
  return `${text.replace(entry, '},{},[])')}
;(function (part) { module.exports = function (name) { return part({ datetime: 1, functions: 2, jsonata: 3, parser: 4, signature: 5 }[name]); }; })(module.exports);`
}

export function pinnedJsonata(): string {
  return readFileSync(createRequire(import.meta.url).resolve('jsonata'), 'utf8')
}

function applyEdits(text: string, edits: readonly Edit[]): string {
  return edits.reduce((current, edit) => {
    const pieces = current.split(edit.find)
    if (pieces.length - 1 !== edit.times) throw new Error(`"${edit.name}" fits ${pieces.length - 1} times, not ${edit.times}`)
    return pieces.join(edit.replace)
  }, text)
}

function removeAsync(text: string): string {
  const code = text
    .replace(/\basync (?=function\b|\()/g, '')
    .replace(/\bawait (?=[\w(])/g, '')
    .replaceAll('Promise.all(', '(')
  const left = /\basync (?:function|\()|\bPromise\b|^(?!\s*(?:\/\/|\*)).*\bawait\b/m.exec(code)
  if (left) throw new Error(`asynchronous code is left: ${left[0].trim().slice(0, 60)}`)
  return code
}
