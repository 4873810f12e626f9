// Reads a description of an API in a thread of its own: some are megabytes of YAML, and the API must go on answering meanwhile.
import { parentPort, workerData } from 'node:worker_threads'
import { toErrorData } from '#shared/errors.ts'
import { readDescription } from './read.ts'

try {
  parentPort?.postMessage({ read: readDescription(String(workerData)) })
} catch (error) {
  parentPort?.postMessage({ error: toErrorData(error) })
}
