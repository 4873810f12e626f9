// JavaScript for script steps: colours and brackets. Whether a script is right is for the sandbox to say.
import { BRACKETS, closing, INDENTATION } from './brackets.ts'
import type { Monaco } from './monaco.ts'

export const JAVASCRIPT = 'javascript'

const KEYWORDS =
  'async await break case catch class const continue debugger default delete do else export extends finally for function if import in instanceof let new of return static super switch this throw try typeof var void while with yield'.split(
    ' ',
  )

export function registerJavaScript(monaco: Monaco) {
  monaco.languages.register({ id: JAVASCRIPT })
  monaco.languages.setLanguageConfiguration(JAVASCRIPT, {
    comments: { lineComment: '//', blockComment: ['/*', '*/'] },
    brackets: BRACKETS,
    autoClosingPairs: closing("'", '"', '`'),
    indentationRules: INDENTATION,
  })
  monaco.languages.setMonarchTokensProvider(JAVASCRIPT, {
    keywords: KEYWORDS,
    constants: ['true', 'false', 'null', 'undefined', 'NaN', 'Infinity'],
    tokenizer: {
      root: [
        [/\/\/.*$/, 'comment'],
        [/\/\*/, 'comment', '@comment'],
        [/[A-Za-z_$][\w$]*(?=\s*\()/, { cases: { '@keywords': 'keyword', '@default': 'function' } }],
        [/[A-Za-z_$][\w$]*/, { cases: { '@keywords': 'keyword', '@constants': 'constant', '@default': 'field' } }],
        [/0[xX][\da-fA-F_]+n?|\d[\d_]*(?:\.\d+)?(?:[eE][+-]?\d+)?n?/, 'number'],
        [/"(?:[^"\\]|\\.)*"?|'(?:[^'\\]|\\.)*'?/, 'string'],
        [/`/, 'string', '@template'],
        [/\/(?!\s)(?:[^/\\\n[]|\\.|\[(?:[^\]\\]|\\.)*\])+\/[dgimsuvy]*(?=\s*(?:[.,;)\]}]|$))/, 'regex'],
        [/[{}()[\]]/, 'bracket'],
        [/[-+*/%&|^~!=<>?:.,;]+/, 'operator'],
      ],
      comment: [
        [/[^*]+/, 'comment'],
        [/\*\//, 'comment', '@pop'],
        [/\*/, 'comment'],
      ],
      template: [
        [/\$\{/, 'bracket', '@embedded'],
        [/[^`\\$]+|\\.|\$/, 'string'],
        [/`/, 'string', '@pop'],
      ],
      embedded: [[/\}/, 'bracket', '@pop'], { include: 'root' }],
    },
  })
}
