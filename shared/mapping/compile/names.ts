// Reading a field. `o?.field` is the fastest way there is, and right for a field that no prototype has; the others ask for an own one.
import { call, constant, helper, literal, type Place } from './writer.ts'

const PROTOTYPES = [Object, Array, String, Number, Boolean, Function].map((one) => one.prototype as object)
/** The marks on lists, and what functions as values carry. */
const OWN_MARKS = 'sequence keepSingleton cons tupleStream outerWrapper prototype callee args'
/** Names that only functions have, and records often. */
const OF_FUNCTIONS: ReadonlySet<string> = new Set('name position token signature body closure arity implementation'.split(' '))

/** What lists, texts, numbers and functions have of their own accord. `__proto__` and `constructor` are among them. */
const INHERITED: ReadonlySet<string> = new Set([
  ...PROTOTYPES.flatMap((prototype) => Object.getOwnPropertyNames(prototype)),
  ...OWN_MARKS.split(' '),
  ...OF_FUNCTIONS,
  '_jsonata_lambda',
  '_jsonata_function',
])

const IDENTIFIER = /^[A-Za-z_][A-Za-z0-9_]*$/

/** Reads an own field of `object`, a JavaScript variable; undefined for a list. `own` is the runtime function for the rest. */
export function ownField(object: string, field: string, own: () => string): string {
  if (!INHERITED.has(field)) return `${object}?.${member(field)}`
  if (OF_FUNCTIONS.has(field)) return `(typeof ${object}==="object"?${object}?.${member(field)}:void 0)`
  return `${own()}(${object},${literal(field)})`
}

function member(field: string): string {
  return IDENTIFIER.test(field) ? field : `[${literal(field)}]`
}

/** The JavaScript name of a function that reads a field of whatever it is given. */
export function fieldReader(field: string, at: Place): string {
  const read = ownField('o', field, () => helper(at, 'own'))
  return constant(at, `(o)=>{const r=${read};return r===void 0?${call(at, 'missField', 'o', literal(field))}:r}`)
}
