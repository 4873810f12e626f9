// GraphQL in Monaco: colours, brackets, and completion by the schema of the system that is asked. Whether a document is right is for that system to say.
import type { editor, languages } from 'monaco-editor-core/esm/vs/editor/editor.api.js'
import type { GraphQLSchema } from 'graphql'
import type { Completion } from './graphql-completion.ts'
import { schemaTextOf } from './graphql-schemas.ts'
import { BRACKETS, closing, INDENTATION } from './brackets.ts'
import type { Monaco } from './monaco.ts'

export const GRAPHQL = 'graphql'

export function registerGraphql(monaco: Monaco) {
  monaco.languages.register({ id: GRAPHQL })
  monaco.languages.setLanguageConfiguration(GRAPHQL, {
    comments: { lineComment: '#' },
    brackets: BRACKETS,
    autoClosingPairs: closing('"'),
    indentationRules: INDENTATION,
  })
  monaco.languages.setMonarchTokensProvider(GRAPHQL, {
    keywords: ['query', 'mutation', 'subscription', 'fragment', 'on'],
    constants: ['true', 'false', 'null'],
    tokenizer: {
      root: [
        [/#.*$/, 'comment'],
        [/\$[A-Za-z_]\w*/, 'variable'],
        [/@[A-Za-z_]\w*/, 'keyword'],
        [/[A-Za-z_]\w*(?=\s*:)/, 'field'],
        [/[A-Z]\w*/, 'function'],
        [/[A-Za-z_]\w*/, { cases: { '@keywords': 'keyword', '@constants': 'constant', '@default': 'field' } }],
        [/-?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?/, 'number'],
        [/"""/, 'string', '@block'],
        [/"(?:[^"\\]|\\.)*"?/, 'string'],
        [/[{}()[\]]/, 'bracket'],
        [/\.\.\.|[!:=|&,]/, 'operator'],
      ],
      block: [
        [/"""/, 'string', '@pop'],
        [/[^"]+|"/, 'string'],
      ],
    },
  })
  monaco.languages.registerCompletionItemProvider(GRAPHQL, {
    triggerCharacters: ['{', '(', ':', ',', '$', '@', '.', ' ', '\n'],
    provideCompletionItems: async (model, position) => {
      const text = schemaTextOf(model)
      if (text === undefined) return { suggestions: [] }
      const [schema, { completeGraphql }] = await Promise.all([schemaOf(text), import('./graphql-completion.ts')])
      const found = completeGraphql(schema, model.getValue(), model.getOffsetAt(position))
      return { suggestions: found.map((one, index) => suggestion(monaco, model, position, one, index)) }
    },
  })
}

/** The last one that was asked for: it takes a moment to build, and a person writes for one system at a time. */
let last: { readonly text: string; readonly schema: Promise<GraphQLSchema> } | undefined

function schemaOf(text: string): Promise<GraphQLSchema> {
  if (last?.text !== text)
    last = { text, schema: import('graphql').then(({ buildSchema }) => buildSchema(text, { assumeValid: true, assumeValidSDL: true })) }
  return last.schema
}

function suggestion(
  monaco: Monaco,
  model: editor.ITextModel,
  position: { readonly lineNumber: number; readonly column: number },
  { label, kind, detail, description, required }: Completion,
  index: number,
): languages.CompletionItem {
  const { CompletionItemKind } = monaco.languages
  const kinds = {
    field: CompletionItemKind.Field,
    argument: CompletionItemKind.Property,
    type: CompletionItemKind.Class,
    value: CompletionItemKind.EnumMember,
    variable: CompletionItemKind.Variable,
    keyword: CompletionItemKind.Keyword,
    directive: CompletionItemKind.Function,
  }
  const word = model.getWordUntilPosition(position)
  return {
    label,
    kind: kinds[kind],
    insertText: kind === 'argument' ? `${label}: ` : label,
    ...(detail !== undefined && { detail }),
    ...(description !== undefined && { documentation: description }),
    // What must be given first, then as the schema has it.
    sortText: `${required ? 0 : 1}${String(index).padStart(5, '0')}`,
    range: {
      startLineNumber: position.lineNumber,
      endLineNumber: position.lineNumber,
      startColumn: word.startColumn,
      endColumn: position.column,
    },
  }
}
