// The command palette: one field that finds every command, page, client and step. Arrows choose, Enter runs.
import { Modal, TextInput } from '@mantine/core'
import { useEffect, useId, useMemo, useRef, useState } from 'react'
import { t } from '#designer/i18n/index.ts'
import { Icon } from '#designer/ui/icon.tsx'
import classes from './command-palette.module.css'
import { closePalette, findEntries, usePalette, type PaletteEntry } from './entries.ts'
import { Keys } from './keys.tsx'

/** More are found by another word, not by scrolling. */
const MOST = 60

export function CommandPalette() {
  return (
    <Modal
      opened
      onClose={closePalette}
      withCloseButton={false}
      padding={0}
      size={620}
      centered={false}
      yOffset="12vh"
      // Who types at once must not lose the first letters: it is there and has the focus before the next key.
      transitionProps={{ duration: 0 }}
      aria-label={t('Commands')}
    >
      <Finder />
    </Modal>
  )
}

function Finder() {
  const sources = usePalette((state) => state.sources)
  // What is offered does not change under the person's eyes.
  const [entries] = useState(() => {
    // What the open page offers comes before what is there everywhere.
    const ordered = [...sources].toSorted(([a], [b]) => Number(a === 'shell') - Number(b === 'shell'))
    return ordered.flatMap(([, source]) => source())
  })
  const [typed, setTyped] = useState('')
  const [at, setAt] = useState(0)
  const list = useRef<HTMLDivElement>(null)
  const id = useId()
  const found = useMemo(() => findEntries(entries, typed).slice(0, MOST), [entries, typed])
  useEffect(() => {
    list.current?.querySelector('[aria-selected="true"]')?.scrollIntoView({ block: 'nearest' })
  }, [at, found])
  const choose = (entry: PaletteEntry | undefined) => {
    if (!entry) return
    closePalette()
    // The dialog gives the focus back first: what the command focuses must not be taken away again.
    requestAnimationFrame(() => requestAnimationFrame(() => entry.run()))
  }
  return (
    <div className={classes.palette}>
      <TextInput
        data-autofocus
        autoFocus
        variant="unstyled"
        size="md"
        className={classes.search ?? ''}
        placeholder={t('Find a command, a page, a client or a step')}
        aria-label={t('Find a command, a page, a client or a step')}
        role="combobox"
        aria-expanded
        aria-controls={id}
        aria-activedescendant={found[at] ? `${id}-${at}` : undefined}
        leftSection={<Icon name="search" size={16} />}
        value={typed}
        onChange={(event) => {
          setTyped(event.currentTarget.value)
          setAt(0)
        }}
        onKeyDown={(event) => {
          const step = { ArrowDown: 1, ArrowUp: -1, PageDown: 8, PageUp: -8 }[event.key]
          if (step !== undefined) {
            event.preventDefault()
            setAt((old) => Math.max(0, Math.min(found.length - 1, old + step)))
          }
          if (event.key === 'Enter') choose(found[at])
        }}
      />
      <div ref={list} id={id} role="listbox" aria-label={t('Commands')} className={classes.list}>
        {found.map((entry, index) => (
          <div key={entry.id} role="presentation">
            {typed === '' && found[index - 1]?.group !== entry.group ? <div className={classes.group}>{entry.group}</div> : null}
            <div
              id={`${id}-${index}`}
              role="option"
              aria-selected={index === at}
              tabIndex={-1}
              className={classes.option}
              onMouseMove={() => setAt(index)}
              onClick={() => choose(entry)}
              onKeyDown={(event) => event.key === 'Enter' && choose(entry)}
            >
              <Icon name={entry.icon} size={16} />
              <span className={classes.label}>{entry.label}</span>
              <span className={classes.note}>{typed === '' ? entry.note : (entry.note ?? entry.group)}</span>
              {entry.keys === undefined ? null : <Keys keys={entry.keys} />}
            </div>
          </div>
        ))}
        {found.length === 0 ? <p className={classes.empty}>{t('Nothing is called that.')}</p> : null}
      </div>
    </div>
  )
}
