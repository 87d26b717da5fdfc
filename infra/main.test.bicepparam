using 'main.bicep'

param stage = 'test'
param publicUrl = 'https://reviews-test.example.com'
param sender = 'ReviewFlow (test) <reviews-test@example.com>'
param opsEmails = ['ops@example.com']
param sendGridSandbox = true
param redundancy = 'Standard_LRS'
param retentionDays = 1
param mostInstances = 40
param questPdfLicense = 'Community' // free below a revenue limit; a company above it holds another
param operators = readEnvironmentVariable('OPERATORS')
param sendGridWebhookPublicKey = readEnvironmentVariable('SENDGRID_WEBHOOK_PUBLIC_KEY', '')
param sendGridApiKey = readEnvironmentVariable('SENDGRID_API_KEY', '')
param ledgerSigningKey = readEnvironmentVariable('LEDGER_SIGNING_KEY', '')
param ledgerRowKey = readEnvironmentVariable('LEDGER_ROW_KEY', '')
