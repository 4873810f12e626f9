// What a worker process runs. It gets everything it needs over the pipe; it has no environment, reads no file but the addon and opens nothing.
import { serveMappings } from './mapping.ts'
import { receive } from './pipe.ts'
import { serveScripts } from './scripts.ts'

declare const tier: 'mapping' | 'script'

receive((init, texts) => (tier === 'mapping' ? serveMappings : serveScripts)(init, texts[0] ?? '', texts[1] ?? ''))
