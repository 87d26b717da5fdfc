// The ledger, the reports and what the durable back end keeps. Keys are off, so only identities with a role come in.
param name string
param location string
param tags object
param redundancy string
param retentionDays int

@description('Nobody deletes this account by accident.')
param keep bool

// What is released or exported is written once. What is unreleased is not: a release that was cut short leaves one, and the next removes it.
var writtenOnce = ['reports', 'ledger-exports']
var others = ['unreleased', 'protection', 'rosters', 'packages']

resource account 'Microsoft.Storage/storageAccounts@2024-01-01' = {
  name: name
  location: location
  tags: tags
  kind: 'StorageV2'
  sku: { name: redundancy }
  properties: {
    accessTier: 'Hot'
    allowBlobPublicAccess: false
    allowCrossTenantReplication: false
    allowSharedKeyAccess: false
    defaultToOAuthAuthentication: true
    encryption: {
      keySource: 'Microsoft.Storage'
      requireInfrastructureEncryption: true
      // Without this, queues and tables are outside of what the account's encryption settings reach.
      services: {
        blob: { enabled: true, keyType: 'Account' }
        file: { enabled: true, keyType: 'Account' }
        queue: { enabled: true, keyType: 'Account' }
        table: { enabled: true, keyType: 'Account' }
      }
    }
    isLocalUserEnabled: false
    isSftpEnabled: false
    minimumTlsVersion: 'TLS1_2'
    supportsHttpsTrafficOnly: true
  }
}

resource blobs 'Microsoft.Storage/storageAccounts/blobServices@2024-01-01' = {
  parent: account
  name: 'default'
  properties: {
    isVersioningEnabled: true
    deleteRetentionPolicy: { enabled: true, days: 30 }
    containerDeleteRetentionPolicy: { enabled: true, days: 30 }
  }
}

resource lasting 'Microsoft.Storage/storageAccounts/blobServices/containers@2024-01-01' = [
  for container in writtenOnce: {
    parent: blobs
    name: container
    properties: { publicAccess: 'None' }
  }
]

// Unlocked: it protects, and an owner can still take it away. README.md says how to lock it for good.
resource retention 'Microsoft.Storage/storageAccounts/blobServices/containers/immutabilityPolicies@2024-01-01' = [
  for (container, i) in writtenOnce: {
    parent: lasting[i]
    name: 'default'
    properties: { immutabilityPeriodSinceCreationInDays: retentionDays, allowProtectedAppendWrites: false }
  }
]

resource containers 'Microsoft.Storage/storageAccounts/blobServices/containers@2024-01-01' = [
  for container in others: {
    parent: blobs
    name: container
    properties: { publicAccess: 'None' }
  }
]

resource tables 'Microsoft.Storage/storageAccounts/tableServices@2024-01-01' = {
  parent: account
  name: 'default'
}

resource ledger 'Microsoft.Storage/storageAccounts/tableServices/tables@2024-01-01' = {
  parent: tables
  name: 'reviewflow'
}

resource queues 'Microsoft.Storage/storageAccounts/queueServices@2024-01-01' = {
  parent: account
  name: 'default'
}

resource lock 'Microsoft.Authorization/locks@2020-05-01' = if (keep) {
  scope: account
  name: 'ledger'
  properties: { level: 'CanNotDelete', notes: 'Holds the ledger of every quarter.' }
}

output packages string = '${account.properties.primaryEndpoints.blob}packages'
