// The tabs of one browser that have the same flow open tell each other: a tab that nobody looks at asks the server nothing, and would hear of
// a save in another one only when it saves itself.

export interface TabSign {
  readonly seat: string
  /** The step that is selected there. */
  readonly nodeId?: string
  /** Something there is not saved yet. */
  readonly isUnsaved: boolean
}

type Word =
  | { readonly kind: 'here'; readonly sign: TabSign; readonly asks: boolean }
  | { readonly kind: 'saved'; readonly revision: number }
  | { readonly kind: 'left'; readonly seat: string }

export interface OwnTabs {
  /** Tells the others how it stands here now. */
  show(sign: Omit<TabSign, 'seat'>): void
  saved(revision: number): void
  /** Asks again who is there: a tab that crashed has said no good-bye. */
  ask(): void
  /** Says that this tab is gone; should it come back, it asks. */
  left(): void
  close(): void
}

export interface OwnTabsOptions {
  readonly flow: string
  readonly seat: string
  readonly onTabs: (others: readonly TabSign[]) => void
  readonly onSaved: (revision: number) => void
}

export function joinOwnTabs({ flow, seat, onTabs, onSaved }: OwnTabsOptions): OwnTabs {
  const channel = new BroadcastChannel(`tillflow-flow ${flow}`)
  let others = new Map<string, TabSign>()
  let mine: TabSign = { seat, isUnsaved: false }
  const say = (word: Word) => channel.postMessage(word)
  const tell = () => onTabs([...others.values()])
  channel.addEventListener('message', ({ data }: MessageEvent<Word>) => {
    if (data.kind === 'saved') return onSaved(data.revision)
    if (data.kind === 'left') others.delete(data.seat)
    else {
      others.set(data.sign.seat, data.sign)
      if (data.asks) say({ kind: 'here', sign: mine, asks: false })
    }
    tell()
  })
  const left = () => say({ kind: 'left', seat })
  say({ kind: 'here', sign: mine, asks: true })
  return {
    show(sign) {
      mine = { ...sign, seat }
      say({ kind: 'here', sign: mine, asks: false })
    },
    saved: (revision) => say({ kind: 'saved', revision }),
    ask() {
      others = new Map()
      say({ kind: 'here', sign: mine, asks: true })
      tell()
    },
    left,
    close() {
      left()
      channel.close()
    },
  }
}
