// Reads a description of an API beside the event loop, with a limit on time and memory.
import { Worker } from 'node:worker_threads'
import { AppError, fromErrorData, type ErrorData } from '#shared/errors.ts'
import type { DescribedApi, ReadDescription } from '#shared/model/custom-connectors.ts'

const MOST_MS = 30_000
const MOST_MEMORY_MB = 768

/** Throws `invalid-request` for what is no description, or too much of one. */
export async function readInThread({ text, operations }: ReadDescription): Promise<DescribedApi> {
  const read = await inThread(text)
  if (!operations) return { ...read, operations: read.operations.map(outline) }
  const wanted = new Set(operations)
  return { ...read, operations: read.operations.filter(({ id }) => wanted.has(id)) }
}

/** Enough to choose by. */
function outline(described: DescribedApi['operations'][number]): DescribedApi['operations'][number] {
  const { body, output: _, ...operation } = described
  return {
    ...operation,
    parameters: operation.parameters.map((parameter) => ({ ...parameter, schema: {} })),
    ...(body && { body: { ...body, schema: {} } }),
  }
}

function inThread(text: string): Promise<DescribedApi> {
  const tooMuch = new AppError('invalid-request', {
    message: 'The description is too large to be read.',
    fix: 'Remove the operations that you do not need.',
  })
  return new Promise((resolve, reject) => {
    const thread = new Worker(new URL('./read.thread.ts', import.meta.url), {
      workerData: text,
      resourceLimits: { maxOldGenerationSizeMb: MOST_MEMORY_MB },
    })
    const timer = setTimeout(() => {
      reject(tooMuch)
      void thread.terminate()
    }, MOST_MS)
    thread.once('message', (message: { readonly read: DescribedApi } | { readonly error: ErrorData }) => {
      if ('read' in message) resolve(message.read)
      else reject(fromErrorData(message.error))
    })
    // Out of memory, or an end without an answer.
    thread.once('error', () => reject(tooMuch))
    thread.once('exit', () => {
      clearTimeout(timer)
      reject(tooMuch)
    })
  })
}
