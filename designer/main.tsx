// Starts the web app: styles, theme, cache, router.
import '@mantine/core/styles.css'
import '@mantine/notifications/styles.css'
import './styles/tokens.css'
import './styles/global.css'
import './i18n/index.ts'
import { ModalsProvider } from '@mantine/modals'
import { Notifications } from '@mantine/notifications'
import { QueryClientProvider } from '@tanstack/react-query'
import { RouterProvider } from '@tanstack/react-router'
import { StrictMode } from 'react'
import { createRoot } from 'react-dom/client'
import { chosenLanguage } from './i18n/language.ts'
import { queryClient } from './api/query-client.ts'
import { router } from './router.tsx'
import { reloadBrand } from './brand/brand-state.ts'
import { Branded } from './brand/branded.tsx'
import { firstBrand } from './brand/first-brand.ts'

document.documentElement.lang = chosenLanguage()

// A page of Vite's own server comes without.
if (!firstBrand) void reloadBrand()

const root = document.getElementById('root')
if (root) {
  createRoot(root).render(
    <StrictMode>
      <Branded>
        <QueryClientProvider client={queryClient}>
          <ModalsProvider>
            <Notifications position="bottom-right" limit={4} />
            <RouterProvider router={router} />
          </ModalsProvider>
        </QueryClientProvider>
      </Branded>
    </StrictMode>,
  )
}
