// Inside an isolate, before any client's text: what a client could use to leave marks for the next evaluation is frozen or gone.

/** Shared memory and machine code are no part of mappings and scripts; text never becomes code. */
export function removePowers(): void {
  for (const name of ['WebAssembly', 'SharedArrayBuffer', 'Atomics', 'eval', 'FinalizationRegistry', 'WeakRef']) {
    delete (globalThis as Record<string, unknown>)[name]
  }
  // V8 does not let go of the name of its collector.
  if ('gc' in globalThis) Object.defineProperty(globalThis, 'gc', { value: undefined, writable: false })
  const refuse = function (): never {
    throw new TypeError('Code from text is not available here.')
  }
  const makers = [function () {}, async function () {}, function* () {}, async function* () {}]
  for (const maker of makers) {
    const prototype = Object.getPrototypeOf(maker) as object
    Object.defineProperty(prototype, 'constructor', { value: refuse, writable: false, configurable: false })
  }
  Object.defineProperty(globalThis, 'Function', { value: refuse, writable: false, configurable: false })
}

/** Freezes every object that can be reached from the globals. */
export function freezeIntrinsics(): void {
  keepAssignable(Object.prototype, ['constructor', 'toString', 'valueOf'])
  keepAssignable(Error.prototype, ['name', 'message', 'constructor', 'toString'])
  const seen = new Set<object>()
  const visit = (value: unknown): void => {
    if ((typeof value !== 'object' && typeof value !== 'function') || value === null || seen.has(value)) return
    seen.add(value)
    visit(Object.getPrototypeOf(value))
    for (const key of Reflect.ownKeys(value)) {
      // Of a function these are a number and a text.
      if (typeof value === 'function' && (key === 'length' || key === 'name')) continue
      const property = Object.getOwnPropertyDescriptor(value, key)
      if (!property) continue
      visit(property.value)
      if (property.get) visit(property.get)
      if (property.set) visit(property.set)
    }
    if (value !== globalThis) Object.freeze(value)
  }
  visit(globalThis)
  // Not reachable by name: what iterators and generators inherit.
  visit(Object.getPrototypeOf([][Symbol.iterator]()))
  visit(Object.getPrototypeOf(new Map()[Symbol.iterator]()))
  visit(Object.getPrototypeOf(new Set()[Symbol.iterator]()))
  visit(Object.getPrototypeOf(''[Symbol.iterator]()))
  visit(Object.getPrototypeOf(''.matchAll(/x/g)))
  visit(Object.getPrototypeOf(function* () {}))
  visit(Object.getPrototypeOf(async function () {}))
  visit(Object.getPrototypeOf(async function* () {}))
}

/** A frozen data property would forbid heirs to have their own by assignment, as errors and decimals do with `name` and `constructor`. */
function keepAssignable(prototype: object, names: readonly string[]): void {
  for (const name of names) {
    const value: unknown = Reflect.get(prototype, name)
    Object.defineProperty(prototype, name, {
      get: () => value,
      set(this: object, own: unknown) {
        Object.defineProperty(this, name, { value: own, writable: true, configurable: true, enumerable: name !== 'constructor' })
      },
      configurable: false,
    })
  }
}
