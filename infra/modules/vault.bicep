// The three secrets there are. Who reads them is a matter of roles, and each read is logged.
param name string
param location string
param tags object
param workspaceId string

@secure()
param sendGridApiKey string

@secure()
param ledgerSigningKey string

@secure()
param ledgerRowKey string

resource vault 'Microsoft.KeyVault/vaults@2023-07-01' = {
  name: name
  location: location
  tags: tags
  properties: {
    tenantId: subscription().tenantId
    sku: { family: 'A', name: 'standard' }
    enableRbacAuthorization: true
    enableSoftDelete: true
    softDeleteRetentionInDays: 90
    enablePurgeProtection: true
    enabledForDeployment: false
    enabledForDiskEncryption: false
    enabledForTemplateDeployment: false
  }
}

resource apiKey 'Microsoft.KeyVault/vaults/secrets@2023-07-01' = if (!empty(sendGridApiKey)) {
  parent: vault
  name: 'sendgrid-api-key'
  properties: { value: sendGridApiKey, contentType: 'SendGrid API key, scope mail.send' }
}

resource signingKey 'Microsoft.KeyVault/vaults/secrets@2023-07-01' = if (!empty(ledgerSigningKey)) {
  parent: vault
  name: 'ledger-signing-key'
  properties: { value: ledgerSigningKey, contentType: 'application/x-pem-file' }
}

resource rowKey 'Microsoft.KeyVault/vaults/secrets@2023-07-01' = if (!empty(ledgerRowKey)) {
  parent: vault
  name: 'ledger-row-key'
  properties: { value: ledgerRowKey, contentType: 'base64 of 32 random bytes' }
}

resource log 'Microsoft.Insights/diagnosticSettings@2021-05-01-preview' = {
  scope: vault
  name: 'audit'
  properties: { workspaceId: workspaceId, logs: [{ categoryGroup: 'audit', enabled: true }] }
}

output secrets string = '${vault.properties.vaultUri}secrets/'
