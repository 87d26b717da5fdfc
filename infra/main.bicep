// ReviewFlow on Azure: one resource group, no key or password anywhere but in the vault.
targetScope = 'resourceGroup'

@description('Which installation this is; part of every name.')
@allowed(['test', 'production'])
param stage string

@description('Where everything lies. Flex Consumption is not offered in every region.')
param location string = resourceGroup().location

@description('What links in mails begin with: the app\'s own address, or the domain in front of it.')
param publicUrl string

@description('The sender of all mail, a sender that SendGrid has verified: ReviewFlow <reviews@example.com>.')
param sender string

@description('Who is told when something is wrong.')
@minLength(1)
param opsEmails string[]

@description('SendGrid checks mails and delivers none.')
param sendGridSandbox bool

@description('Verification key of SendGrid\'s signed event webhook: base64 of a P-256 public key. It is public. Empty: no webhook.')
param sendGridWebhookPublicKey string = ''

@description('Written into the vault when it is given; leave it empty to keep what is there.')
@secure()
param sendGridApiKey string = ''

@description('PKCS #8 PEM of the P-256 key that signs ledger heads. Written when it is given; leave it empty to keep what is there.')
@secure()
param ledgerSigningKey string = ''

@description('Base64 of 32 random bytes: the key under which links, mails and sealed texts carry a MAC. Written when it is given; leave it empty to keep what is there.')
@secure()
param ledgerRowKey string = ''

@description('How long a released report and an exported ledger can be neither changed nor deleted, in days.')
@minValue(1)
@maxValue(146000)
param retentionDays int

@description('Standard_ZRS keeps three copies in three zones, Standard_LRS three in one.')
@allowed(['Standard_LRS', 'Standard_ZRS', 'Standard_GZRS'])
param redundancy string

@description('The most instances that serve at once; also what bounds the bill.')
@minValue(1)
@maxValue(1000)
param mostInstances int = 40

@description('Who may call the API: the lines of operators.jsonl and operators.head, made under the row key by reviewflow operator add. They hold hashes and open nothing by themselves.')
@minLength(64)
param operators string

@description('The QuestPDF licence that the company holds; https://www.questpdf.com/license says which it needs.')
@allowed(['Community', 'Professional', 'Enterprise'])
param questPdfLicense string

@description('When the app looks for a roster to start, in UTC: second, minute, hour, day, month, day of the week.')
@minLength(11)
param startSchedule string = '0 0 6 1 1,4,7,10 *'

@description('The roster that is started by schedule, a blob: rosters/next.json. Empty: nothing starts by itself.')
param startRoster string = ''

@description('Further settings of the app, none of them secret.')
param settings object = {}

// Storage accounts and vaults have one name space for all of Azure, and room for 24 characters.
var unique = uniqueString(resourceGroup().id, stage)
var name = 'reviewflow-${stage}'
var storageName = 'reviewflow${unique}'
var vaultName = 'rf-${unique}'
var tags = { product: 'ReviewFlow', stage: stage }

resource identity 'Microsoft.ManagedIdentity/userAssignedIdentities@2024-11-30' = {
  name: name
  location: location
  tags: tags
}

module monitoring 'modules/monitoring.bicep' = {
  params: { name: name, location: location, tags: tags }
}

module storage 'modules/storage.bicep' = {
  params: {
    name: storageName
    location: location
    tags: tags
    redundancy: redundancy
    retentionDays: retentionDays
    keep: stage == 'production'
  }
}

module vault 'modules/vault.bicep' = {
  params: {
    name: vaultName
    location: location
    tags: tags
    workspaceId: monitoring.outputs.workspaceId
    sendGridApiKey: sendGridApiKey
    ledgerSigningKey: ledgerSigningKey
    ledgerRowKey: ledgerRowKey
  }
}

module roles 'modules/roles.bicep' = {
  params: {
    identityId: identity.id
    principalId: identity.properties.principalId
    storageName: storageName
    vaultName: vaultName
    insightsName: name
  }
  dependsOn: [storage, vault, monitoring]
}

module app 'modules/app.bicep' = {
  params: {
    name: '${name}-${unique}'
    location: location
    tags: tags
    identityId: identity.id
    identityClientId: identity.properties.clientId
    storageName: storageName
    packages: storage.outputs.packages
    insightsConnection: monitoring.outputs.insightsConnection
    mostInstances: mostInstances
    settings: union(settings, {
      ReviewFlow__PublicUrl: publicUrl
      ReviewFlow__From: sender
      ReviewFlow__Storage__Account: storageName
      ReviewFlow__Ledger__SigningKey: '@Microsoft.KeyVault(SecretUri=${vault.outputs.secrets}ledger-signing-key)'
      ReviewFlow__Ledger__RowKey: '@Microsoft.KeyVault(SecretUri=${vault.outputs.secrets}ledger-row-key)'
      ReviewFlow__SendGrid__ApiKey: '@Microsoft.KeyVault(SecretUri=${vault.outputs.secrets}sendgrid-api-key)'
      ReviewFlow__SendGrid__Sandbox: string(sendGridSandbox)
      ReviewFlow__SendGrid__WebhookPublicKey: sendGridWebhookPublicKey
      ReviewFlow__Operators: operators
      ReviewFlow__QuestPdf__License: questPdfLicense
      ReviewFlow__StartSchedule: startSchedule
      ReviewFlow__StartRoster: startRoster
    })
  }
  // An app that starts before it may read its package and its secrets fails its first start.
  dependsOn: [roles]
}

module alerts 'modules/alerts.bicep' = {
  params: {
    name: name
    location: location
    tags: tags
    workspaceId: monitoring.outputs.workspaceId
    opsEmails: opsEmails
  }
}

output appName string = app.outputs.name
output hostName string = app.outputs.hostName
output vaultName string = vaultName
output storageName string = storageName
