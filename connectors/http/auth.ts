// Signs requests the way the connection says.
import { apiSignIn } from '#connectors/kit/auth/any-api.ts'
import { readConfig } from './config.ts'

export const { auths: AUTH, send } = apiSignIn(readConfig)
