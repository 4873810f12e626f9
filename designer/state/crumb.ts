// The name of the one thing a page shows (a flow, a run), for the breadcrumbs and the window's title.
import { useEffect } from 'react'
import { useBrand } from '#designer/brand/brand-state.ts'
import { create } from 'zustand'

interface CrumbState {
  readonly label: string | undefined
}

export const useCrumbStore = create<CrumbState>()(() => ({ label: undefined }))

/** Shows `label` as the last breadcrumb while the calling page is open. */
export function useCrumb(label: string | undefined): void {
  useEffect(() => {
    useCrumbStore.setState({ label })
    return () => useCrumbStore.setState({ label: undefined })
  }, [label])
}

/** Sets the window's title while the calling page is open. */
export function useTitle(title: string | undefined): void {
  const { productName } = useBrand()
  useEffect(() => {
    document.title = title ? `${title} · ${productName}` : productName
  }, [title, productName])
}
