// Writes each file of the build compressed, too, beside it: the server hands out `.br` and `.gz` to browsers that take them and compresses nothing itself.
import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { brotliCompress, constants, gzip } from 'node:zlib'
import type { Plugin } from 'vite'

const TEXT = /\.(?:js|css|svg|json)$/
/** Smaller ones fit into a packet or two anyway. */
const SMALLEST = 1_000
/** The best of brotli takes ten seconds for Monaco and saves 5 % more. */
const BROTLI_QUALITY = 9

const brotli = promisify(brotliCompress)
const zip = promisify(gzip)

export function precompress(): Plugin {
  return {
    name: 'tillflow-precompress',
    apply: 'build',
    async writeBundle({ dir = '' }, bundle) {
      const files = Object.keys(bundle).filter((name) => TEXT.test(name))
      await Promise.all(
        files.map(async (name) => {
          const path = join(dir, name)
          const bytes = await readFile(path)
          if (bytes.length < SMALLEST) return
          await writeFile(`${path}.br`, await brotli(bytes, { params: { [constants.BROTLI_PARAM_QUALITY]: BROTLI_QUALITY } }))
          await writeFile(`${path}.gz`, await zip(bytes, { level: 9 }))
        }),
      )
    },
  }
}
