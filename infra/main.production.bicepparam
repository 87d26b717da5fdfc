using 'main.bicep'

param stage = 'production'
param publicUrl = 'https://reviews.example.com'
param sender = 'ReviewFlow <reviews@example.com>'
param opsEmails = ['ops@example.com']
param sendGridSandbox = false
param redundancy = 'Standard_ZRS'
param retentionDays = 2555 // seven years
param mostInstances = 40
param questPdfLicense = 'Community' // free below a revenue limit; a company above it holds another
param operators = readEnvironmentVariable('OPERATORS')
param sendGridWebhookPublicKey = readEnvironmentVariable('SENDGRID_WEBHOOK_PUBLIC_KEY', '')
param sendGridApiKey = readEnvironmentVariable('SENDGRID_API_KEY', '')
param ledgerSigningKey = readEnvironmentVariable('LEDGER_SIGNING_KEY', '')
param ledgerRowKey = readEnvironmentVariable('LEDGER_ROW_KEY', '')
