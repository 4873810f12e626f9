// What static analysis knows of functions: where the value of a call comes from, what a function that is handed to it gets, and when it reads its context.

/** The value is the first argument, or some of its items. */
export const GIVES_FIRST: ReadonlySet<string> = new Set('filter sort reverse distinct shuffle single sift clone max min spread'.split(' '))

/** The value is made of all arguments. */
export const GIVES_ALL: ReadonlySet<string> = new Set(['append', 'zip', 'merge'])

/** The parameters of a function handed over that get the items of the first argument. */
export const ITEM_PARAMETERS: Readonly<Record<string, readonly number[]>> = {
  map: [0],
  filter: [0],
  single: [0],
  sort: [0, 1],
  reduce: [1],
  each: [0],
  sift: [0],
}

/** Those of which the items are the values of an object's fields. */
export const OVER_FIELDS: ReadonlySet<string> = new Set(['each', 'sift'])

/** With fewer arguments than this, the function takes the context as its first one. */
const NEEDED = new Map<string, number>([
  ...'string lowercase uppercase length trim number floor ceil round abs sqrt boolean not keys spread clone formatBase toMillis fromMillis'
    .split(' ')
    .map((name) => [name, 1] as const),
  ...'base64encode base64decode encodeUrl encodeUrlComponent decodeUrl decodeUrlComponent'.split(' ').map((name) => [name, 1] as const),
  ...'substring substringBefore substringAfter pad match contains split formatNumber formatInteger parseInteger power lookup each sift'
    .split(' ')
    .map((name) => [name, 2] as const),
  ['replace', 3],
])

/** `kind` is the first argument's type in the syntax tree: a text function that is given a number or a pattern first works on the context too. */
export function readsContext(name: string, count: number, kind: string | undefined): boolean {
  const needed = NEEDED.get(name)
  if (needed === undefined) return false
  return count < needed || (needed > 1 && name !== 'power' && !name.startsWith('format') && (kind === 'number' || kind === 'regex'))
}
