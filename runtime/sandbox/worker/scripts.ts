// The process that runs one client's scripts: a fresh isolate for each, so that nothing of one step is there in the next.
import { AppError, toErrorData, type ErrorData } from '../../../shared/errors.ts'
import { say, type Words } from '../../../shared/sentence.ts'
import type { Frame } from '../frames.ts'
import type { InitHeader, ScriptHeader } from '../protocol.ts'
import { guestMaker, ivm, stoppedBy, type Isolate } from './isolated-vm.ts'
import { send, type Server } from './pipe.ts'

export function serveScripts(init: InitHeader, source: string): Server {
  const make = guestMaker<'start' | 'check' | 'settled'>(source, ['start', 'check', 'settled'])

  const run = (header: ScriptHeader, texts: readonly string[]): string => {
    const invalid = syntaxError(texts[0] ?? '')
    if (invalid) return `e${JSON.stringify(invalid)}`
    const { isolate, guest } = make(init.memoryMb)
    const value = (name: string): string => texts[2 + header.bindings.indexOf(name)] ?? 'null'
    const options = { timeout: header.timeoutMs }
    try {
      if (header.checkOnly) return guest.check.applySync(undefined, [texts[0] ?? ''], options) ?? 'u'
      const trigger = header.bindings.includes('trigger') ? value('trigger') : 'null'
      const steps = header.bindings.includes('steps') ? value('steps') : '{}'
      guest.start.applySync(undefined, [texts[0] ?? '', init.outputBytes, texts[1] ?? 'null', trigger, steps], options)
      return (
        guest.settled.applySync(undefined, [], options) ??
        failure('sandbox-timeout', say`The script waits for a promise that nothing will ever resolve.`)
      )
    } catch (error) {
      const reason = stoppedBy(error, isolate)
      return failure(reason === 'timeout' ? 'sandbox-timeout' : reason === 'memory' ? 'sandbox-memory' : 'sandbox-crashed')
    } finally {
      dispose(isolate)
    }
  }

  const waiting: Frame<ScriptHeader>[] = []
  return {
    take({ header, texts }) {
      if (header.type === 'script') waiting.push({ header, texts })
    },
    work() {
      const next = waiting.shift()
      if (next) send({ type: 'results', results: [{ id: next.header.id, texts: 1, ms: 0 }] }, [run(next.header, next.texts)])
      return waiting.length > 0
    },
    cancel: () => [],
  }
}

/** Compiled only to learn the line of an error; this text is never run. */
function syntaxError(source: string): ErrorData | undefined {
  const isolate = new ivm.Isolate({ memoryLimit: 32 })
  try {
    isolate
      .compileScriptSync(`(async function (input, trigger, steps) {\n${source}\n})`, { filename: 'script.js', lineOffset: -1 })
      .release()
    return undefined
  } catch (error) {
    if (!(error instanceof Error) || error.name !== 'SyntaxError') return undefined
    const [, why = error.message, line, column] = /^(.*) \[script\.js:(-?\d+):(\d+)\]$/s.exec(error.message) ?? []
    return toErrorData(
      new AppError('script-invalid', {
        message:
          line === undefined
            ? say`The script has a syntax error: ${why.slice(0, 200)}.`
            : say`The script has a syntax error in line ${line}: ${why.slice(0, 200)}.`,
        ...(line !== undefined && { details: { line: Number(line), column: Number(column) } }),
      }),
    )
  } finally {
    dispose(isolate)
  }
}

function dispose(isolate: Isolate): void {
  if (!isolate.isDisposed) isolate.dispose()
}

function failure(code: 'sandbox-timeout' | 'sandbox-memory' | 'sandbox-crashed', message?: Words): string {
  return `e${JSON.stringify(toErrorData(new AppError(code, message === undefined ? {} : { message })))}`
}
