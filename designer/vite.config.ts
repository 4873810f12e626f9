// How the web app is built: everything self-hosted in files of its own, so that the content security policy needs no exceptions for scripts.
import react from '@vitejs/plugin-react'
import { defineConfig } from 'vite'
import { lucideIcons } from './vite/lucide-icons.ts'
import { precompress } from './vite/precompress.ts'

const server = 'http://127.0.0.1:3000'

export default defineConfig({
  plugins: [react(), lucideIcons(), precompress()],
  build: {
    outDir: 'dist',
    emptyOutDir: true,
    // A data: address would need an exception in the policy.
    assetsInlineLimit: 0,
    target: 'es2023',
    // Monaco is one large file that only the flow editor loads.
    chunkSizeWarningLimit: 4_000,
  },
  worker: { format: 'es' },
  server: {
    port: 5173,
    // The server takes changes from its own pages only; here its pages come from us.
    // Not `/api`: our own modules live below designer/api.
    proxy: { '^/api/(v1|auth)/': { target: server, headers: { origin: server } }, '^/hooks/': server, '^/brand/[0-9a-f]+$': server },
  },
})
