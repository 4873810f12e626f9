// What a worker process runs. It gets everything it needs over the pipe; it has no environment, reads no file but the addon and opens nothing.
import { serveMappings } from './mapping.ts'
import { receive } from './pipe.ts'
import { serveScripts } from './scripts.ts'

declare const tier: 'mapping' | 'script'

const first = receive()
if (first?.header.type === 'init') (tier === 'mapping' ? serveMappings : serveScripts)(first.header, first.texts[0] ?? '')
process.exit(0)
