// Monaco in the app's colours, light and dark.
import type { Monaco } from './monaco.ts'

interface Palette {
  readonly text: string
  readonly muted: string
  readonly string: string
  readonly number: string
  readonly key: string
  readonly fn: string
  readonly background: string
  readonly raised: string
  readonly border: string
  readonly selection: string
}

const LIGHT: Palette = {
  text: '1b202b',
  muted: '7a8190',
  string: '1b7a4b',
  number: '1f5fae',
  key: '6b3fa0',
  fn: '3343b0',
  background: 'ffffff',
  raised: 'ffffff',
  border: 'd5d9e1',
  selection: 'dfe4fa',
}
const DARK: Palette = {
  text: 'e4e6eb',
  muted: '7a8190',
  string: '7bd3a2',
  number: '86b8f4',
  key: 'c3a2ee',
  fn: 'a5b2f3',
  background: '181b20',
  raised: '1d2127',
  border: '363c47',
  selection: '2c3565',
}

export function defineThemes(monaco: Monaco) {
  for (const [name, base, p] of [
    ['tillflow-light', 'vs', LIGHT],
    ['tillflow-dark', 'vs-dark', DARK],
  ] as const) {
    monaco.editor.defineTheme(name, {
      base,
      inherit: true,
      rules: [
        { token: '', foreground: p.text },
        { token: 'comment', foreground: p.muted, fontStyle: 'italic' },
        { token: 'string', foreground: p.string },
        { token: 'regex', foreground: p.string },
        { token: 'number', foreground: p.number },
        { token: 'constant', foreground: p.number },
        { token: 'keyword', foreground: p.key },
        { token: 'function', foreground: p.fn },
        { token: 'variable', foreground: p.key },
        { token: 'field', foreground: p.text },
        { token: 'operator', foreground: p.muted },
        { token: 'bracket', foreground: p.muted },
      ],
      colors: {
        'editor.background': `#${p.background}00`,
        'editor.foreground': `#${p.text}`,
        'editor.selectionBackground': `#${p.selection}`,
        'editorWidget.background': `#${p.raised}`,
        'editorWidget.border': `#${p.border}`,
        'editorSuggestWidget.background': `#${p.raised}`,
        'editorSuggestWidget.border': `#${p.border}`,
        'editorSuggestWidget.selectedBackground': `#${p.selection}`,
        'editorSuggestWidget.selectedForeground': `#${p.text}`,
        'editorSuggestWidget.highlightForeground': `#${p.fn}`,
        'editorSuggestWidget.focusHighlightForeground': `#${p.fn}`,
        'editorSuggestWidget.selectedIconForeground': `#${p.text}`,
        'list.hoverBackground': `#${p.selection}80`,
        'editorHoverWidget.background': `#${p.raised}`,
        'editorHoverWidget.border': `#${p.border}`,
        'editorLineNumber.foreground': `#${p.muted}`,
        'scrollbar.shadow': '#00000000',
      },
    })
  }
}
