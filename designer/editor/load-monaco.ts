// Loads Monaco the first time somebody needs an editor, once.
import type { Monaco } from './monaco.ts'

let loading: Promise<Monaco> | undefined

export function loadMonaco(): Promise<Monaco> {
  loading ??= import('./monaco.ts').then((module) => module.monaco)
  // A failed download must not be remembered: the next focus tries again.
  loading.catch(() => {
    loading = undefined
  })
  return loading
}
