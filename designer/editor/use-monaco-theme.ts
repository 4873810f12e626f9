// Keeps Monaco in the app's colour scheme while an editor is shown.
import { useComputedColorScheme } from '@mantine/core'
import { useEffect } from 'react'
import { loadMonaco } from './load-monaco.ts'

export function useMonacoTheme(active: boolean): void {
  const scheme = useComputedColorScheme('light')
  useEffect(() => {
    if (active) void loadMonaco().then((monaco) => monaco.editor.setTheme(scheme === 'dark' ? 'tillflow-dark' : 'tillflow-light'))
  }, [active, scheme])
}
