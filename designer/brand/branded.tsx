// The app in the colours of the brand, with its sign in the browser's tab.
import { localStorageColorSchemeManager, MantineProvider } from '@mantine/core'
import { useEffect, useMemo, type ReactNode } from 'react'
import { markOf } from '#shared/brand-mark.ts'
import { looksOf } from '#designer/theme.ts'
import { useBrand } from './brand-state.ts'

// The same key as public/color-scheme.js, which sets it before the first paint.
const colorScheme = localStorageColorSchemeManager({ key: 'tillflow-color-scheme' })

export function Branded({ children }: { readonly children: ReactNode }) {
  const brand = useBrand()
  const { theme, cssVariables } = useMemo(() => looksOf(brand.color), [brand.color])
  useEffect(() => {
    document.querySelector('link[rel="icon"]')?.setAttribute('href', markOf(brand))
  }, [brand])
  return (
    <MantineProvider theme={theme} cssVariablesResolver={cssVariables} colorSchemeManager={colorScheme} defaultColorScheme="auto">
      {children}
    </MantineProvider>
  )
}
