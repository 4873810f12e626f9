// What the shell remembers on this computer: the width of the navigation, the last client and the environment last looked at.
import { create } from 'zustand'
import { persist } from 'zustand/middleware'
import type { Environment } from '#shared/model/accounts.ts'

interface ShellState {
  /** `auto`: wide where there is room for it. */
  readonly navigation: 'auto' | 'wide' | 'narrow'
  readonly lastClient: string | undefined
  readonly environment: Environment | undefined
  chooseNavigation(navigation: 'wide' | 'narrow'): void
  rememberClient(slug: string): void
  /** `undefined` shows both. */
  chooseEnvironment(environment: Environment | undefined): void
}

export const useShell = create<ShellState>()(
  persist(
    (set) => ({
      navigation: 'auto',
      lastClient: undefined,
      environment: undefined,
      chooseNavigation: (navigation) => set({ navigation }),
      rememberClient: (lastClient) => set({ lastClient }),
      chooseEnvironment: (environment) => set({ environment }),
    }),
    { name: 'tillflow-shell', version: 1 },
  ),
)
