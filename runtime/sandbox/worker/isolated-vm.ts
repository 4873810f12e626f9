// The little of isolated-vm that the workers use, typed. The addon is loaded by its file: the worker may read nothing else.

export interface GuestFunction {
  applySync(
    receiver: undefined,
    args: readonly (string | number | Dereference)[],
    options?: { readonly timeout?: number },
  ): string | undefined
}

/** A function of an isolate, given to another one of the same isolate. */
export type Dereference = { readonly dereference: unique symbol }

export interface Isolate {
  readonly isDisposed: boolean
  compileScriptSync(
    code: string,
    options: { filename: string; cachedData?: unknown; produceCachedData?: boolean; lineOffset?: number },
  ): Script
  createContextSync(): Context
  dispose(): void
}

export interface Script {
  readonly cachedData?: unknown
  runSync(context: Context, options: { readonly reference: true; readonly timeout?: number }): GuestReference
  release(): void
}

export type Context = object

export interface GuestReference {
  getSync(name: string, options: { readonly reference: true }): GuestFunction
  derefInto(options?: { readonly release: true }): Dereference
}

export interface IsolatedVm {
  readonly Isolate: new (options: { memoryLimit: number; onCatastrophicError?: (message: string) => void }) => Isolate
}

/** Given by the text around the bundle. */
declare const addon: IsolatedVm
export const ivm = addon

/** A fresh isolate with the guest's functions in it. Our own compiled code is cached for the process: it makes the next isolate ready sooner. */
export function guestMaker<Name extends string>(
  source: string,
  names: readonly Name[],
): (memoryMb: number) => { isolate: Isolate; context: Context; guest: Record<Name, GuestFunction> } {
  let cachedData: unknown
  return (memoryMb) => {
    const isolate = new ivm.Isolate({ memoryLimit: memoryMb, onCatastrophicError: () => process.abort() })
    const context = isolate.createContextSync()
    const script = isolate.compileScriptSync(source, {
      filename: 'tillflow.js',
      ...(cachedData === undefined ? { produceCachedData: true } : { cachedData }),
    })
    cachedData ??= script.cachedData
    const reference = script.runSync(context, { reference: true })
    const guest = Object.fromEntries(names.map((name) => [name, reference.getSync(name, { reference: true })])) as Record<
      Name,
      GuestFunction
    >
    return { isolate, context, guest }
  }
}

/** What stopped a call into an isolate, seen from outside. These errors are isolated-vm's own, not the guest's: the guest catches its own. */
export function stoppedBy(error: unknown, isolate: Isolate): 'timeout' | 'memory' | 'other' {
  const message = error instanceof Error ? error.message : ''
  if (message === 'Script execution timed out.') return 'timeout'
  return isolate.isDisposed ? 'memory' : 'other'
}
