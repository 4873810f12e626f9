// A file server with yesterday's POSLog files of the six shops.
import { fileServerSimulator } from '#connectors/kit/file-server/simulator/index.ts'
import { poslogDay } from './poslog-day.ts'

const DAY = 86_400_000
export const createPosFilesSimulator = fileServerSimulator((now) => poslogDay(new Date(now.getTime() - DAY).toISOString().slice(0, 10)))
