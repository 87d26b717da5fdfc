// What wakes ops. A quiet alert means that the figure is fine or that nothing arrives; the first alert tells the two apart.
param name string
param location string
param tags object
param workspaceId string
param opsEmails string[]

// The figures are those of the meters ReviewFlow and ReviewFlow.Mail. One that was said once in a minute arrives as its Sum, with no Max of its own.
var rules = [
  {
    name: 'outbox-age'
    severity: 1
    description: 'A mail has been owed for more than 30 minutes: the provider refuses, or nobody delivers. /healthz/mail of the app says the same.'
    query: 'AppMetrics | where Name == "reviewflow.outbox.age" | where coalesce(Max, Sum) > 1800'
  }
  {
    name: 'orchestration-failed'
    severity: 1
    description: 'The sweeper found an orchestration that had failed. The ledger is untouched and a new one was started; what failed it is in the log.'
    query: 'AppMetrics | where Name == "reviewflow.orchestration.failed" | where Sum > 0'
  }
  {
    name: 'records-tampered'
    severity: 0
    description: 'A ledger, link, mail or sealed text is not what ReviewFlow wrote, or a ledger is older than its anchor. The log category ReviewFlow.Security names the quarter; ledger verify names the place.'
    query: 'AppMetrics | where Name == "reviewflow.security.events" | where tostring(Properties["reviewflow.security.event"]) in ("ledger-broken", "row-forged") | where Sum > 0'
  }
  {
    name: 'leader-unreached'
    severity: 2
    description: 'A mail came back. The quarter\'s status names whom it did not reach; correct the address or tell them another way.'
    query: 'AppMetrics | where Name == "reviewflow.mail.unreached" | where Sum > 0'
  }
]

resource ops 'Microsoft.Insights/actionGroups@2023-01-01' = {
  name: name
  location: 'global'
  tags: tags
  properties: {
    enabled: true
    groupShortName: 'ReviewFlow'
    emailReceivers: [
      for (email, i) in opsEmails: { name: 'ops-${i + 1}', emailAddress: email, useCommonAlertSchema: true }
    ]
  }
}

resource alerts 'Microsoft.Insights/scheduledQueryRules@2023-12-01' = [
  for rule in rules: {
    name: '${name}-${rule.name}'
    location: location
    tags: tags
    kind: 'LogAlert'
    properties: {
      displayName: rule.name
      description: rule.description
      severity: rule.severity
      enabled: true
      autoMitigate: true
      evaluationFrequency: 'PT15M'
      windowSize: 'PT30M'
      scopes: [workspaceId]
      criteria: {
        allOf: [
          {
            query: rule.query
            timeAggregation: 'Count'
            operator: 'GreaterThan'
            threshold: 0
            failingPeriods: { minFailingPeriodsToAlert: 1, numberOfEvaluationPeriods: 1 }
          }
        ]
      }
      actions: { actionGroups: [ops.id] }
    }
  }
]
