// Addresses of chat channels at rest. They belong to a partner, which has no data key of its own: they are sealed with the installation's key.
import { decrypt, encrypt } from './seal.ts'

export interface AddressVault {
  seal(partnerId: string, channelId: string, address: string): Uint8Array
  /** Throws `secret-unreadable`. */
  open(partnerId: string, channelId: string, sealed: Uint8Array): string
}

export function createAddressVault(installationKey: Uint8Array): AddressVault {
  const binding = (partnerId: string, channelId: string) => ['chat-address', partnerId, channelId]
  return {
    seal: (partnerId, channelId, address) => encrypt(installationKey, Buffer.from(address, 'utf8'), binding(partnerId, channelId)),
    open: (partnerId, channelId, sealed) => Buffer.from(decrypt(installationKey, sealed, binding(partnerId, channelId))).toString('utf8'),
  }
}
