// A partner's server with a file of stock.
import { fileServerSimulator } from '#connectors/kit/file-server/simulator/index.ts'

export const createFileServerSimulator = fileServerSimulator(() => ({
  '/outbound/stock.csv': 'sku,location,available\r\nHF-MUG-NAVY,LON-1,12\r\nHF-MUG-SAND,LON-2,7\r\n',
}))
