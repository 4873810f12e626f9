// What a connection to a company in SAP Business One consists of, and signing in to its Service Layer.
// https://help.sap.com/doc/fc2f5477516c404c8bf9ad1315a17238/10.0/en-US/Working_with_SAP_Business_One_Service_Layer.pdf
import { Type, type Static } from 'typebox'
import { AppError } from '#shared/errors.ts'
import { say } from '#shared/sentence.ts'
import type { Auth } from '#connectors/kit/auth/auth.ts'
import { sessionAuth } from '#connectors/kit/auth/session.ts'
import type { CallContext, HttpResponse, SecretField } from '#connectors/kit/contract.ts'
import { readRefusal } from '#connectors/kit/odata/refusal.ts'
import { parseConfig } from '#connectors/kit/parse-config.ts'
import { certificateMember, simulatorMember } from '#connectors/kit/server-members.ts'
import { parseAnswer } from '#connectors/kit/validate.ts'

export const SapConfig = Type.Object(
  {
    url: Type.String({
      title: 'Address',
      description: 'Of the Service Layer, such as https://b1.example.com:50000.',
      pattern: '^https?://[^\\s/?#]+$',
      maxLength: 300,
    }),
    companyDb: Type.String({
      title: 'Company database',
      description: 'Name of the database, such as SBO_HARBOUR, as the administrator of SAP Business One knows it.',
      pattern: '^\\S+$',
      maxLength: 100,
    }),
    username: Type.String({
      title: 'User',
      description: 'Code of the integration user in SAP Business One.',
      minLength: 1,
      maxLength: 155,
    }),
    timeZone: Type.String({
      title: 'Time zone',
      description: 'Of the server, such as Europe/London: SAP Business One stores the time of a change without its zone.',
      pattern: '^[A-Za-z0-9_+/-]+$',
      maxLength: 60,
    }),
    referenceField: Type.Optional(
      Type.String({
        title: 'User-defined field for references',
        description:
          'Such as U_TillflowRef, of text, on marketing documents, payments and journal entries. Without it references stand in fields that people use too.',
        pattern: '^U_[A-Za-z0-9_]+$',
        maxLength: 60,
      }),
    ),
    currencies: Type.Optional(
      Type.String({
        title: 'Currency codes',
        description: 'Where the company uses codes of its own: its code, an equals sign and the ISO code, such as £=GBP, US$=USD.',
        pattern: '^\\s*[^\\s,=]+\\s*=\\s*[A-Z]{3}\\s*(,\\s*[^\\s,=]+\\s*=\\s*[A-Z]{3}\\s*)*$',
        maxLength: 500,
      }),
    ),
    taxField: Type.Optional(
      Type.Unsafe<'VatGroup' | 'TaxCode'>(
        Type.Union([Type.Literal('VatGroup', { title: 'Tax group (VAT)' }), Type.Literal('TaxCode', { title: 'Tax code (sales tax)' })], {
          title: 'Tax of a line',
          description: 'Tax code in the United States, Canada, Brazil and India. Default: tax group.',
        }),
      ),
    ),
    branch: Type.Optional(
      Type.Integer({
        title: 'Branch',
        description: 'Number of the branch that documents are made for, where the company has several.',
        minimum: 1,
      }),
    ),
    certificate: certificateMember(),
    simulator: simulatorMember,
  },
  { additionalProperties: false },
)
type SapConfig = Static<typeof SapConfig>

export const SECRETS = {
  password: { label: 'Password', description: 'Of the integration user.', required: true },
} as const satisfies Record<string, SecretField>

export const readConfig = (config: Readonly<Record<string, unknown>>): SapConfig =>
  parseConfig(SapConfig, config, {
    message: 'The settings of this SAP Business One connection are not valid.',
    fix: 'Enter address, company database, user and time zone.',
  })

/** Names the company this connection writes to; the same for every call over it. */
export const identityOf = (config: Readonly<Record<string, unknown>>): string => {
  const { url, companyDb, simulator } = readConfig(config)
  return JSON.stringify(['sap-business-one', url, companyDb, simulator])
}

/** Codes by which the Service Layer says that a session is over; 301 comes with 401; from where it comes with 400, it is told by the code. */
const SESSION_IS_OVER: ReadonlySet<string> = new Set(['301', '-101'])

export const isSessionOver = (response: Pick<HttpResponse, 'status' | 'json'>): boolean =>
  response.status >= 400 && SESSION_IS_OVER.has(readRefusal(response)?.code ?? '')

const Login = Type.Object({ SessionId: Type.String({ minLength: 1 }), SessionTimeout: Type.Optional(Type.Integer({ minimum: 1 })) })
/** Minutes that a session lasts without a call, unless the server says otherwise. */
const USUAL_TIMEOUT = 30

async function signIn({ http, config, secrets }: CallContext): Promise<{ readonly session: string; readonly seconds: number }> {
  const { companyDb, username } = readConfig(config)
  const password = secrets.get('password')
  const response = await http.send({
    method: 'POST',
    url: '/b1s/v2/Login',
    json: { CompanyDB: companyDb, UserName: username, Password: password },
    repeatable: true,
    secrets: [password],
    confidential: true,
    accept: [400, 401, 403, 404],
  })
  if (response.status >= 400) {
    const refusal = readRefusal(response)
    throw new AppError('credentials-invalid', {
      message: say`SAP Business One refused the sign-in to ${companyDb}: ${refusal?.message ?? `it answered ${response.status}`}`,
      fix: 'Check address, company database, user and password, and that the user has a licence for the Service Layer.',
      details: { status: response.status, vendorCode: refusal?.code ?? '' },
    })
  }
  const { SessionId, SessionTimeout = USUAL_TIMEOUT } = parseAnswer(Login, response)
  // Behind a load balancer the route names the node that has the session.
  const route = /(?:^|[\s,;])ROUTEID=([^;,\s]+)/.exec(response.headers['set-cookie'] ?? '')?.[1]
  return { session: JSON.stringify([SessionId, route ?? '']), seconds: SessionTimeout * 60 }
}

export const AUTH: readonly Auth[] = [
  sessionAuth({
    identity: ({ config, secrets }) => [identityOf(config), readConfig(config).username, secrets.get('password')],
    signIn,
    headers(session) {
      const [id = '', route = ''] = JSON.parse(session) as readonly string[]
      return { cookie: `B1SESSION=${id}${route === '' ? '' : `; ROUTEID=${route}`}` }
    },
  }),
]
