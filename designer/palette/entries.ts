// What the command palette (Ctrl K) offers: the shell and the open page each put their entries in; a few typed words find one.
import { useEffect } from 'react'
import { create } from 'zustand'
import type { IconName } from '#designer/ui/icon.tsx'

export interface PaletteEntry {
  readonly id: string
  /** Already translated, as is `group`. */
  readonly label: string
  readonly group: string
  readonly icon: IconName
  /** A few words behind the label. */
  readonly note?: string
  /** More words that find it. */
  readonly words?: string
  /** Such as `Mod+Shift+Z`. */
  readonly keys?: string
  /** Found by typing only: there are too many of them to list. */
  readonly quiet?: boolean
  run(): void
}

type Source = () => readonly PaletteEntry[]

interface PaletteState {
  readonly isOpen: boolean
  readonly sources: ReadonlyMap<string, Source>
}

export const usePalette = create<PaletteState>()(() => ({ isOpen: false, sources: new Map() }))

export const openPalette = () => usePalette.setState({ isOpen: true })
export const closePalette = () => usePalette.setState({ isOpen: false })

/** Offers entries while the calling component is there. They are made when the palette opens. */
export function usePaletteSource(name: string, source: Source): void {
  useEffect(() => {
    usePalette.setState(({ sources }) => ({ sources: new Map(sources).set(name, source) }))
    return () =>
      usePalette.setState(({ sources }) => {
        const left = new Map(sources)
        left.delete(name)
        return { sources: left }
      })
  }, [name, source])
}

/** The best ones first: those whose label begins with what was typed, then those with a word that does, then the rest. */
export function findEntries(entries: readonly PaletteEntry[], typed: string): readonly PaletteEntry[] {
  const words = typed.toLowerCase().split(/\s+/).filter(Boolean)
  if (words.length === 0) return entries.filter((entry) => !entry.quiet)
  const ranked = entries.flatMap((entry) => {
    const rank = rankOf(entry, words, typed.trim().toLowerCase())
    return rank === undefined ? [] : [{ entry, rank }]
  })
  return ranked.toSorted((a, b) => a.rank - b.rank).map(({ entry }) => entry)
}

function rankOf({ label, group, note = '', words = '' }: PaletteEntry, typed: readonly string[], whole: string): number | undefined {
  const name = label.toLowerCase()
  const all = `${name} ${group} ${note} ${words}`.toLowerCase()
  if (!typed.every((word) => all.includes(word))) return undefined
  if (name.startsWith(whole)) return 0
  if (typed.every((word) => name.split(/[\s:·]+/).some((part) => part.startsWith(word)))) return 1
  return typed.every((word) => name.includes(word)) ? 2 : 3
}
