// A file server with yesterday's POSLog, CSV and JSON files of the six shops; those of a day that is played come when the shops close.
import { fileServerSimulator } from '#connectors/kit/file-server/simulator/index.ts'
import { playTills } from './play.ts'
import { poslogDay } from './poslog-day.ts'
import { salesDay } from './sales-day.ts'

const DAY = 86_400_000
export const createPosFilesSimulator = fileServerSimulator((now) => {
  const yesterday = new Date(now.getTime() - DAY).toISOString().slice(0, 10)
  return { ...poslogDay(yesterday), ...salesDay(yesterday) }
}, playTills)
