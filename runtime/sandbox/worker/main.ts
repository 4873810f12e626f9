// What a worker process runs. It gets everything it needs over the pipe; it has no environment, reads no file but the addon and opens nothing.
import type { Frame } from '../frames.ts'
import type { ToWorker } from '../protocol.ts'
import { serveMappings } from './mapping.ts'
import { receive, send } from './pipe.ts'
import { serveScripts } from './scripts.ts'

declare const tier: 'mapping' | 'script'

let serve: ((frame: Frame<ToWorker>) => void) | undefined

receive((frame) => {
  if (frame.header.type === 'init') {
    serve = (tier === 'mapping' ? serveMappings : serveScripts)(frame.header, frame.texts[0] ?? '', frame.texts[1] ?? '')
    send({ type: 'ready' })
  } else serve?.(frame)
})
