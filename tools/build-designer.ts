// Runs on `npm install`: builds the designer, so that `npm start` only has to serve it.
import { build } from 'vite'
import { fileURLToPath } from 'node:url'

await build({ root: fileURLToPath(new URL('../designer', import.meta.url)), logLevel: 'warn' })
