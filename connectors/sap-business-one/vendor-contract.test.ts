import { testVendorContract } from '#connectors/kit/vendor-contract/index.ts'
import { CASES } from './sap-business-one.testing.ts'

const FOLDER = 'sap-b1/ballerina-platform__module-ballerinax-sap.businessone'
const fileOf = (subject: string) => `${FOLDER}/${subject}.json`

testVendorContract({
  conformance: CASES,
  // Of version 1; sets, members and types are those of version 2.
  description: {
    kind: 'openapi',
    file: fileOf('sales'),
    more: ['inventory', 'businesspartners', 'banking', 'financials', 'administration'].map(fileOf),
    basePath: '/b1s/v2',
    ownMembers: /^U_/,
    hasSilentNulls: true,
  },
  allowed: {
    '/error/code must be integer': 'version 2 writes codes as text',
    '/error/message must be object': 'version 2 writes messages without their language',
    "the simulator's answer: the value must NOT have additional properties": 'answers have their @odata.context',
  },
})
