// What may be written at a place of a GraphQL document, by a server's schema. The document is being written, so that it need not parse: its tokens
// are walked up to the cursor, and what is open there says what fits.
import {
  getNamedType,
  isCompositeType,
  isEnumType,
  isInputObjectType,
  isInputType,
  isInterfaceType,
  isListType,
  isNonNullType,
  isObjectType,
  Lexer,
  Source,
  TokenKind,
  type GraphQLArgument,
  type GraphQLField,
  type GraphQLInputField,
  type GraphQLInputType,
  type GraphQLNamedType,
  type GraphQLSchema,
  type Token,
} from 'graphql'

export interface Completion {
  readonly label: string
  readonly kind: 'field' | 'argument' | 'type' | 'value' | 'variable' | 'keyword' | 'directive'
  /** Its type, as the schema writes it. */
  readonly detail?: string
  readonly description?: string
  /** Must be given. */
  readonly required?: boolean
}

type Input = GraphQLArgument | GraphQLInputField

interface Selection {
  readonly kind: 'selection'
  readonly type: GraphQLNamedType | undefined
  field?: GraphQLField<unknown, unknown> | undefined
  directive?: string | undefined
  /** Of `... on Type`. */
  narrowed?: GraphQLNamedType | undefined
}
/** Arguments, or the members of an input object. */
interface Inputs {
  readonly kind: 'inputs'
  readonly inputs: readonly Input[]
  readonly used: Set<string>
  current?: GraphQLInputType | undefined
}
interface List {
  readonly kind: 'list'
  readonly type: GraphQLInputType | undefined
}
interface Variables {
  readonly kind: 'variables'
}
type Frame = Selection | Inputs | List | Variables

interface Place {
  readonly frames: readonly Frame[]
  readonly before: Token | undefined
  readonly beforeThat: Token | undefined
  readonly variables: readonly string[]
  readonly fragments: readonly string[]
}

/** Nothing within a text or a comment. `offset`: of the cursor. */
export function completeGraphql(schema: GraphQLSchema, text: string, offset: number): readonly Completion[] {
  const tokens = tokensOf(text)
  if (tokens === undefined || isInside(text, tokens, offset)) return []
  const place = walk(schema, tokens, offset)
  const { before, beforeThat } = place
  const frame = place.frames.at(-1)
  if (before?.kind === TokenKind.AT) return directives(schema)
  if (before?.kind === TokenKind.NAME && before.value === 'on') {
    const isFragment = frame === undefined && beforeThat?.kind === TokenKind.NAME
    if (isFragment || beforeThat?.kind === TokenKind.SPREAD) return types(schema, isCompositeType)
  }
  if (before?.kind === TokenKind.DOLLAR) return frame?.kind === 'variables' ? [] : place.variables.map(variable)
  switch (frame?.kind) {
    case 'selection':
      return before?.kind === TokenKind.SPREAD
        ? [keyword('on'), ...place.fragments.map((label) => ({ label, kind: 'value' }) as const)]
        : fields(frame.type)
    case 'inputs':
      if (before?.kind === TokenKind.COLON) return values(frame.current, place)
      return frame.inputs.filter(({ name }) => !frame.used.has(name)).map(argument)
    case 'list':
      return values(frame.type, place)
    case 'variables':
      return before?.kind === TokenKind.COLON || before?.kind === TokenKind.BRACKET_L ? types(schema, isInputType) : []
    case undefined:
      return before === undefined || before.kind === TokenKind.BRACE_R ? ['query', 'mutation', 'fragment'].map(keyword) : []
  }
}

/** Undefined where the text cannot be read at all. */
function tokensOf(text: string): readonly Token[] | undefined {
  const lexer = new Lexer(new Source(text))
  const tokens: Token[] = []
  try {
    for (let token = lexer.advance(); token.kind !== TokenKind.EOF; token = lexer.advance()) tokens.push(token)
  } catch {
    // What comes behind a mistake is not needed where the cursor is before it.
    if (tokens.length === 0) return undefined
  }
  return tokens
}

/** Within a text that is there, one that is not closed yet, or a comment. */
function isInside(text: string, tokens: readonly Token[], offset: number): boolean {
  const isText = ({ kind }: Token) => kind === TokenKind.STRING || kind === TokenKind.BLOCK_STRING
  if (tokens.some((token) => isText(token) && token.start < offset && offset < token.end)) return true
  const end = tokens.findLast((token) => token.end <= offset)?.end ?? 0
  return /["#]/.test(text.slice(end, offset).split('\n').at(-1) ?? '')
}

function walk(schema: GraphQLSchema, tokens: readonly Token[], offset: number): Place {
  const frames: Frame[] = []
  const variables: string[] = []
  const fragments = tokens.flatMap((token, index) =>
    token.value === 'fragment' && tokens[index + 1]?.value ? [tokens[index + 1]?.value ?? ''] : [],
  )
  let root: GraphQLNamedType | undefined = schema.getQueryType() ?? undefined
  // A name that ends at the cursor is being written.
  const read = tokens.filter((token) => token.end < offset || (token.end === offset && token.kind !== TokenKind.NAME))
  for (const [index, token] of read.entries()) {
    const before = read[index - 1]
    const frame = frames.at(-1)
    if (frame === undefined) root = atTop(schema, frames, token, before, root)
    else if (frame.kind === 'selection') inSelection(schema, frames, frame, token, before, read[index - 2])
    else if (frame.kind === 'variables') {
      if (token.kind === TokenKind.PAREN_R) frames.pop()
      else if (token.kind === TokenKind.NAME && before?.kind === TokenKind.DOLLAR) variables.push(token.value)
    } else inValues(frames, frame, token, before)
  }
  return { frames, before: read.at(-1), beforeThat: read.at(-2), variables, fragments }
}

function atTop(
  schema: GraphQLSchema,
  frames: Frame[],
  token: Token,
  before: Token | undefined,
  root: GraphQLNamedType | undefined,
): GraphQLNamedType | undefined {
  if (token.kind === TokenKind.PAREN_L) frames.push({ kind: 'variables' })
  if (token.kind === TokenKind.BRACE_L) {
    frames.push({ kind: 'selection', type: root })
    return schema.getQueryType() ?? undefined
  }
  if (token.kind !== TokenKind.NAME) return root
  if (before?.value === 'on') return schema.getType(token.value)
  if (before !== undefined && before.kind !== TokenKind.BRACE_R) return root
  if (token.value === 'mutation') return schema.getMutationType() ?? undefined
  if (token.value === 'subscription') return schema.getSubscriptionType() ?? undefined
  return schema.getQueryType() ?? undefined
}

function inSelection(
  schema: GraphQLSchema,
  frames: Frame[],
  frame: Selection,
  token: Token,
  before: Token | undefined,
  beforeThat: Token | undefined,
): void {
  switch (token.kind) {
    case TokenKind.NAME:
      if (before?.kind === TokenKind.AT) frame.directive = token.value
      else if (before?.value === 'on' && beforeThat?.kind === TokenKind.SPREAD) frame.narrowed = schema.getType(token.value)
      else if (before?.kind !== TokenKind.SPREAD) {
        frame.directive = undefined
        frame.narrowed = undefined
        frame.field = fieldOf(frame.type, token.value)
      }
      return
    case TokenKind.SPREAD:
      frame.field = undefined
      // `... { }` and `... @include(if: $a) { }` stay with the type.
      frame.narrowed = frame.type
      return
    case TokenKind.PAREN_L: {
      const inputs = frame.directive === undefined ? frame.field?.args : schema.getDirective(frame.directive)?.args
      frames.push({ kind: 'inputs', inputs: inputs ?? [], used: new Set() })
      return
    }
    case TokenKind.BRACE_L:
      frames.push({ kind: 'selection', type: frame.narrowed ?? (frame.field && getNamedType(frame.field.type)) })
      return
    case TokenKind.BRACE_R:
      frames.pop()
  }
}

function inValues(frames: Frame[], frame: Inputs | List, token: Token, before: Token | undefined): void {
  const type = frame.kind === 'list' ? frame.type : frame.current
  switch (token.kind) {
    case TokenKind.NAME:
      if (frame.kind === 'inputs' && before?.kind !== TokenKind.COLON && before?.kind !== TokenKind.DOLLAR) {
        frame.used.add(token.value)
        frame.current = frame.inputs.find(({ name }) => name === token.value)?.type
      }
      return
    case TokenKind.BRACE_L: {
      const named = type && getNamedType(type)
      frames.push({ kind: 'inputs', inputs: isInputObjectType(named) ? Object.values(named.getFields()) : [], used: new Set() })
      return
    }
    case TokenKind.BRACKET_L:
      frames.push({ kind: 'list', type: itemOf(type) })
      return
    case TokenKind.PAREN_R:
    case TokenKind.BRACE_R:
    case TokenKind.BRACKET_R:
      frames.pop()
  }
}

function itemOf(type: GraphQLInputType | undefined): GraphQLInputType | undefined {
  const nullable = isNonNullType(type) ? type.ofType : type
  return isListType(nullable) ? nullable.ofType : nullable
}

const fieldOf = (type: GraphQLNamedType | undefined, name: string) =>
  isObjectType(type) || isInterfaceType(type) ? type.getFields()[name] : undefined

const described = (description: string | null | undefined) => (description ? { description } : {})
const keyword = (label: string): Completion => ({ label, kind: 'keyword' })
const variable = (label: string): Completion => ({ label, kind: 'variable' })

function fields(type: GraphQLNamedType | undefined): readonly Completion[] {
  if (!isCompositeType(type)) return []
  const own = isObjectType(type) || isInterfaceType(type) ? Object.values(type.getFields()) : []
  return [
    ...own.map((field): Completion => ({ label: field.name, kind: 'field', detail: String(field.type), ...described(field.description) })),
    { label: '__typename', kind: 'field', detail: 'String!' },
  ]
}

const argument = (input: Input): Completion => ({
  label: input.name,
  kind: 'argument',
  detail: String(input.type),
  ...described(input.description),
  ...(isNonNullType(input.type) && input.defaultValue === undefined && { required: true }),
})

function values(type: GraphQLInputType | undefined, { variables }: Place): readonly Completion[] {
  const named = type && getNamedType(type)
  const own = isEnumType(named)
    ? named
        .getValues()
        .map((value): Completion => ({ label: value.name, kind: 'value', detail: named.name, ...described(value.description) }))
    : named?.name === 'Boolean'
      ? ['true', 'false'].map((label): Completion => ({ label, kind: 'value', detail: 'Boolean' }))
      : []
  return [...own, ...variables.map((name) => variable(`$${name}`))]
}

const types = (schema: GraphQLSchema, fits: (type: GraphQLNamedType) => boolean): readonly Completion[] =>
  Object.values(schema.getTypeMap())
    .filter((type) => fits(type) && !type.name.startsWith('__'))
    .map((type) => ({ label: type.name, kind: 'type', ...described(type.description) }))

const directives = (schema: GraphQLSchema): readonly Completion[] =>
  schema.getDirectives().map((directive) => ({ label: directive.name, kind: 'directive', ...described(directive.description) }))
