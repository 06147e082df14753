targetScope = 'resourceGroup'

metadata description = 'Runs acme of Acme Ltd for the install bank (in_0123456789abcdef): a runner that asks for its work, and what it needs.'

@description('Where everything is made.')
@allowed([
  'westeurope'
])
param location string = 'westeurope'

@description('More tags of everything that has tags.')
param extraTags object = {}

@description('Acme provision (provision): What Acme needs to provision.')
param enableProvision bool = true

@description('Acme maintenance (maintenance): What Acme needs to maintenance.')
param enableMaintenance bool = true

@description('Acme deprovision (deprovision): What Acme needs to deprovision.')
param enableDeprovision bool = true

@description('Acme emergency (break-glass): What Acme needs to emergency.')
param enableEmergency bool = false

@description('Acme backup (action:backup): What Acme needs to backup.')
param enableBackup bool = false

@description('The key of plans, 32 bytes as hexadecimal digits. Leave it: Azure makes one up at the first deployment, and it stays.')
@secure()
param planKey string = toUpper(replace('${newGuid()}${newGuid()}', '-', ''))

@description('The license_key: What license_key is for.')
@secure()
@minLength(1)
param secretLicenseKey string

@description('The smtp_password: What smtp_password is for.')
@secure()
param secretSmtpPassword string = ''

@description('The db_password: What db_password is for. Leave it: Azure makes one up at the first deployment, and it stays.')
@secure()
param secretDbPassword string = replace('${newGuid()}${newGuid()}', '-', '')

@description('Sizing, The nodes: What nodes is for.')
param inputNodes int = 3

@description('Sizing, The zones: What zones is for.')
param inputZones array = [
  'a'
  'b'
]

@description('Access, The domain: What domain is for.')
@minLength(1)
param inputDomain string

@description('Access, The public: What public is for.')
param inputPublic bool = false

@description('Access, The labels: What labels is for.')
param inputLabels string = '{}'

@description('The off switch: false takes all identities from the runner, and nothing is deleted. Apply the new Helm values too, which end its pod.')
param runnerEnabled bool = true

@description('Your AKS cluster. The runner lives in its namespace landfall, which must be the runner\'s alone.')
@maxLength(63)
@minLength(1)
param clusterName string

@description('Resource group of the cluster; empty for this one.')
@maxLength(90)
param clusterResourceGroup string = ''

@description('Address of the cluster\'s OIDC issuer, https; empty to read it from the cluster, whose issuer must be on.')
param oidcIssuer string = ''

var group = resourceGroup().id

var tags = union(extraTags, {
  team: 'platform'
  'landfall:install': 'in_0123456789abcdef'
  'landfall:stack': 'acme-bank'
})

var vaultName = 'acmebank-${uniqueString(group, 'acme-bank')}'

var stateAccountName = 'acmebank${uniqueString(group, 'acme-bank')}'

var clusterGroup = empty(clusterResourceGroup) ? resourceGroup().name : clusterResourceGroup

var runnerAccount = runnerEnabled ? 'system:serviceaccount:landfall:landfall-runner' : 'switched-off'

@description('The runner\'s own identity: it proves who it is, and reads the stack\'s secrets.')
resource runner 'Microsoft.ManagedIdentity/userAssignedIdentities@2023-01-31' = {
  name: 'acme-bank-runner'
  location: location
  tags: tags
}

@description('Acme provision')
resource roleProvision 'Microsoft.ManagedIdentity/userAssignedIdentities@2023-01-31' = {
  name: 'acme-bank-provision'
  location: location
  tags: tags
}

resource roleProvisionGrant1 'Microsoft.Authorization/roleAssignments@2022-04-01' = if (enableProvision) {
  name: guid(group, 'acme-bank', 'group', 'roleProvision', 'acdd72a7-3385-48ef-bd42-f606fba81ae7')
  properties: {
    roleDefinitionId: subscriptionResourceId('Microsoft.Authorization/roleDefinitions', 'acdd72a7-3385-48ef-bd42-f606fba81ae7')
    principalId: roleProvision.properties.principalId
    principalType: 'ServicePrincipal'
  }
}

resource roleProvisionActions2 'Microsoft.Authorization/roleDefinitions@2022-04-01' = if (enableProvision) {
  name: guid(group, 'acme-bank', 'roleProvisionActions2')
  properties: {
    roleName: 'acme-bank-provision 2 ${uniqueString(group, 'acme-bank')}'
    description: 'What Acme needs to provision.'
    type: 'CustomRole'
    permissions: [
      {
        actions: [
          'Microsoft.Storage/storageAccounts/*'
        ]
        notActions: [
          'Microsoft.Storage/storageAccounts/delete'
        ]
        dataActions: []
        notDataActions: []
      }
    ]
    assignableScopes: [
      group
    ]
  }
}

resource roleProvisionGrant2 'Microsoft.Authorization/roleAssignments@2022-04-01' = if (enableProvision) {
  name: guid(group, 'acme-bank', 'group', 'roleProvision', 'roleProvisionActions2')
  properties: {
    roleDefinitionId: roleProvisionActions2.id
    principalId: roleProvision.properties.principalId
    principalType: 'ServicePrincipal'
  }
}

@description('Acme maintenance')
resource roleMaintenance 'Microsoft.ManagedIdentity/userAssignedIdentities@2023-01-31' = {
  name: 'acme-bank-maintenance'
  location: location
  tags: tags
}

resource roleMaintenanceGrant1 'Microsoft.Authorization/roleAssignments@2022-04-01' = if (enableMaintenance) {
  name: guid(group, 'acme-bank', 'group', 'roleMaintenance', 'acdd72a7-3385-48ef-bd42-f606fba81ae7')
  properties: {
    roleDefinitionId: subscriptionResourceId('Microsoft.Authorization/roleDefinitions', 'acdd72a7-3385-48ef-bd42-f606fba81ae7')
    principalId: roleMaintenance.properties.principalId
    principalType: 'ServicePrincipal'
  }
}

@description('Acme deprovision')
resource roleDeprovision 'Microsoft.ManagedIdentity/userAssignedIdentities@2023-01-31' = {
  name: 'acme-bank-deprovision'
  location: location
  tags: tags
}

resource roleDeprovisionGrant1 'Microsoft.Authorization/roleAssignments@2022-04-01' = if (enableDeprovision) {
  name: guid(group, 'acme-bank', 'group', 'roleDeprovision', 'acdd72a7-3385-48ef-bd42-f606fba81ae7')
  properties: {
    roleDefinitionId: subscriptionResourceId('Microsoft.Authorization/roleDefinitions', 'acdd72a7-3385-48ef-bd42-f606fba81ae7')
    principalId: roleDeprovision.properties.principalId
    principalType: 'ServicePrincipal'
  }
}

resource roleDeprovisionActions2 'Microsoft.Authorization/roleDefinitions@2022-04-01' = if (enableDeprovision) {
  name: guid(group, 'acme-bank', 'roleDeprovisionActions2')
  properties: {
    roleName: 'acme-bank-deprovision 2 ${uniqueString(group, 'acme-bank')}'
    description: 'What Acme needs to deprovision.'
    type: 'CustomRole'
    permissions: [
      {
        actions: [
          'Microsoft.Storage/storageAccounts/*'
        ]
        notActions: [
          'Microsoft.Storage/storageAccounts/delete'
        ]
        dataActions: []
        notDataActions: []
      }
    ]
    assignableScopes: [
      group
    ]
  }
}

resource roleDeprovisionGrant2 'Microsoft.Authorization/roleAssignments@2022-04-01' = if (enableDeprovision) {
  name: guid(group, 'acme-bank', 'group', 'roleDeprovision', 'roleDeprovisionActions2')
  properties: {
    roleDefinitionId: roleDeprovisionActions2.id
    principalId: roleDeprovision.properties.principalId
    principalType: 'ServicePrincipal'
  }
}

@description('Acme emergency')
resource roleEmergency 'Microsoft.ManagedIdentity/userAssignedIdentities@2023-01-31' = {
  name: 'acme-bank-emergency'
  location: location
  tags: tags
}

resource roleEmergencyGrant1 'Microsoft.Authorization/roleAssignments@2022-04-01' = if (enableEmergency) {
  name: guid(group, 'acme-bank', 'group', 'roleEmergency', 'acdd72a7-3385-48ef-bd42-f606fba81ae7')
  properties: {
    roleDefinitionId: subscriptionResourceId('Microsoft.Authorization/roleDefinitions', 'acdd72a7-3385-48ef-bd42-f606fba81ae7')
    principalId: roleEmergency.properties.principalId
    principalType: 'ServicePrincipal'
  }
}

resource roleEmergencyActions2 'Microsoft.Authorization/roleDefinitions@2022-04-01' = if (enableEmergency) {
  name: guid(group, 'acme-bank', 'roleEmergencyActions2')
  properties: {
    roleName: 'acme-bank-emergency 2 ${uniqueString(group, 'acme-bank')}'
    description: 'What Acme needs to emergency.'
    type: 'CustomRole'
    permissions: [
      {
        actions: [
          'Microsoft.Storage/storageAccounts/*'
        ]
        notActions: [
          'Microsoft.Storage/storageAccounts/delete'
        ]
        dataActions: []
        notDataActions: []
      }
    ]
    assignableScopes: [
      group
    ]
  }
}

resource roleEmergencyGrant2 'Microsoft.Authorization/roleAssignments@2022-04-01' = if (enableEmergency) {
  name: guid(group, 'acme-bank', 'group', 'roleEmergency', 'roleEmergencyActions2')
  properties: {
    roleDefinitionId: roleEmergencyActions2.id
    principalId: roleEmergency.properties.principalId
    principalType: 'ServicePrincipal'
  }
}

@description('Acme backup')
resource roleBackup 'Microsoft.ManagedIdentity/userAssignedIdentities@2023-01-31' = {
  name: 'acme-bank-backup'
  location: location
  tags: tags
}

resource roleBackupGrant1 'Microsoft.Authorization/roleAssignments@2022-04-01' = if (enableBackup) {
  name: guid(group, 'acme-bank', 'group', 'roleBackup', 'acdd72a7-3385-48ef-bd42-f606fba81ae7')
  properties: {
    roleDefinitionId: subscriptionResourceId('Microsoft.Authorization/roleDefinitions', 'acdd72a7-3385-48ef-bd42-f606fba81ae7')
    principalId: roleBackup.properties.principalId
    principalType: 'ServicePrincipal'
  }
}

resource vault 'Microsoft.KeyVault/vaults@2023-07-01' = {
  name: vaultName
  location: location
  tags: tags
  properties: {
    tenantId: subscription().tenantId
    sku: {
      family: 'A'
      name: 'standard'
    }
    enableRbacAuthorization: true
    enableSoftDelete: true
    softDeleteRetentionInDays: 7
    enablePurgeProtection: true
  }
}

resource runnerReadsSecrets 'Microsoft.Authorization/roleAssignments@2022-04-01' = {
  scope: vault
  name: guid(group, 'acme-bank', 'vault', 'runner', '4633458b-17de-408a-b874-0445c86b69e6')
  properties: {
    roleDefinitionId: subscriptionResourceId('Microsoft.Authorization/roleDefinitions', '4633458b-17de-408a-b874-0445c86b69e6')
    principalId: runner.properties.principalId
    principalType: 'ServicePrincipal'
  }
}

@description('Plans are sealed with it on the runner: they hold secrets.')
@onlyIfNotExists()
resource planKeySecret 'Microsoft.KeyVault/vaults/secrets@2023-07-01' = {
  parent: vault
  name: 'landfall-plan-key'
  properties: {
    value: planKey
  }
}

@description('The license_key')
resource keptLicenseKey 'Microsoft.KeyVault/vaults/secrets@2023-07-01' = {
  parent: vault
  name: 'license-key'
  properties: {
    value: secretLicenseKey
  }
}

@description('The smtp_password')
resource keptSmtpPassword 'Microsoft.KeyVault/vaults/secrets@2023-07-01' = if (!empty(secretSmtpPassword)) {
  parent: vault
  name: 'smtp-password'
  properties: {
    value: secretSmtpPassword
  }
}

@description('The db_password')
@onlyIfNotExists()
resource keptDbPassword 'Microsoft.KeyVault/vaults/secrets@2023-07-01' = {
  parent: vault
  name: 'db-password'
  properties: {
    value: secretDbPassword
  }
}

resource stateAccount 'Microsoft.Storage/storageAccounts@2023-05-01' = {
  name: stateAccountName
  location: location
  tags: tags
  kind: 'StorageV2'
  sku: {
    name: 'Standard_ZRS'
  }
  properties: {
    minimumTlsVersion: 'TLS1_2'
    supportsHttpsTrafficOnly: true
    allowSharedKeyAccess: false
    defaultToOAuthAuthentication: true
    allowBlobPublicAccess: false
    allowCrossTenantReplication: false
    isLocalUserEnabled: false
    encryption: {
      keySource: 'Microsoft.Storage'
      requireInfrastructureEncryption: true
    }
  }
}

resource stateBlobs 'Microsoft.Storage/storageAccounts/blobServices@2023-05-01' = {
  parent: stateAccount
  name: 'default'
  properties: {
    isVersioningEnabled: true
    deleteRetentionPolicy: {
      enabled: true
      days: 90
    }
    containerDeleteRetentionPolicy: {
      enabled: true
      days: 90
    }
  }
}

resource stateContainer 'Microsoft.Storage/storageAccounts/blobServices/containers@2023-05-01' = {
  parent: stateBlobs
  name: 'tfstate'
  properties: {
    publicAccess: 'None'
  }
}

resource stateOldVersions 'Microsoft.Storage/storageAccounts/managementPolicies@2023-05-01' = {
  parent: stateAccount
  name: 'default'
  properties: {
    policy: {
      rules: [
        {
          name: 'old-versions'
          enabled: true
          type: 'Lifecycle'
          definition: {
            filters: {
              blobTypes: [
                'blockBlob'
              ]
            }
            actions: {
              version: {
                delete: {
                  daysAfterCreationGreaterThan: 90
                }
              }
            }
          }
        }
      ]
    }
  }
  dependsOn: [
    stateBlobs
  ]
}

resource stateLock 'Microsoft.Authorization/locks@2020-05-01' = {
  scope: stateAccount
  name: 'landfall-state'
  properties: {
    level: 'CanNotDelete'
    notes: 'States tell what exists: take this lock away only when nothing of the install is left.'
  }
}

resource roleProvisionState 'Microsoft.Authorization/roleAssignments@2022-04-01' = if (enableProvision) {
  scope: stateContainer
  name: guid(group, 'acme-bank', 'stateContainer', 'roleProvision', 'ba92f5b4-2d11-453d-a403-e96b0029c9fe')
  properties: {
    roleDefinitionId: subscriptionResourceId('Microsoft.Authorization/roleDefinitions', 'ba92f5b4-2d11-453d-a403-e96b0029c9fe')
    principalId: roleProvision.properties.principalId
    principalType: 'ServicePrincipal'
  }
}

resource roleMaintenanceState 'Microsoft.Authorization/roleAssignments@2022-04-01' = if (enableMaintenance) {
  scope: stateContainer
  name: guid(group, 'acme-bank', 'stateContainer', 'roleMaintenance', 'ba92f5b4-2d11-453d-a403-e96b0029c9fe')
  properties: {
    roleDefinitionId: subscriptionResourceId('Microsoft.Authorization/roleDefinitions', 'ba92f5b4-2d11-453d-a403-e96b0029c9fe')
    principalId: roleMaintenance.properties.principalId
    principalType: 'ServicePrincipal'
  }
}

resource roleDeprovisionState 'Microsoft.Authorization/roleAssignments@2022-04-01' = if (enableDeprovision) {
  scope: stateContainer
  name: guid(group, 'acme-bank', 'stateContainer', 'roleDeprovision', 'ba92f5b4-2d11-453d-a403-e96b0029c9fe')
  properties: {
    roleDefinitionId: subscriptionResourceId('Microsoft.Authorization/roleDefinitions', 'ba92f5b4-2d11-453d-a403-e96b0029c9fe')
    principalId: roleDeprovision.properties.principalId
    principalType: 'ServicePrincipal'
  }
}

resource roleEmergencyState 'Microsoft.Authorization/roleAssignments@2022-04-01' = if (enableEmergency) {
  scope: stateContainer
  name: guid(group, 'acme-bank', 'stateContainer', 'roleEmergency', 'ba92f5b4-2d11-453d-a403-e96b0029c9fe')
  properties: {
    roleDefinitionId: subscriptionResourceId('Microsoft.Authorization/roleDefinitions', 'ba92f5b4-2d11-453d-a403-e96b0029c9fe')
    principalId: roleEmergency.properties.principalId
    principalType: 'ServicePrincipal'
  }
}

resource roleBackupState 'Microsoft.Authorization/roleAssignments@2022-04-01' = if (enableBackup) {
  scope: stateContainer
  name: guid(group, 'acme-bank', 'stateContainer', 'roleBackup', 'ba92f5b4-2d11-453d-a403-e96b0029c9fe')
  properties: {
    roleDefinitionId: subscriptionResourceId('Microsoft.Authorization/roleDefinitions', 'ba92f5b4-2d11-453d-a403-e96b0029c9fe')
    principalId: roleBackup.properties.principalId
    principalType: 'ServicePrincipal'
  }
}

resource runnerTrust 'Microsoft.ManagedIdentity/userAssignedIdentities/federatedIdentityCredentials@2023-01-31' = {
  parent: runner
  name: 'landfall-runner'
  properties: {
    issuer: empty(oidcIssuer) ? reference(resourceId(clusterGroup, 'Microsoft.ContainerService/managedClusters', clusterName), '2024-09-01').oidcIssuerProfile.issuerURL : oidcIssuer
    subject: runnerAccount
    audiences: [
      'api://AzureADTokenExchange'
    ]
  }
}

resource roleProvisionTrust 'Microsoft.ManagedIdentity/userAssignedIdentities/federatedIdentityCredentials@2023-01-31' = {
  parent: roleProvision
  name: 'landfall-runner'
  properties: {
    issuer: empty(oidcIssuer) ? reference(resourceId(clusterGroup, 'Microsoft.ContainerService/managedClusters', clusterName), '2024-09-01').oidcIssuerProfile.issuerURL : oidcIssuer
    subject: enableProvision ? runnerAccount : 'switched-off'
    audiences: [
      'api://AzureADTokenExchange'
    ]
  }
}

resource roleMaintenanceTrust 'Microsoft.ManagedIdentity/userAssignedIdentities/federatedIdentityCredentials@2023-01-31' = {
  parent: roleMaintenance
  name: 'landfall-runner'
  properties: {
    issuer: empty(oidcIssuer) ? reference(resourceId(clusterGroup, 'Microsoft.ContainerService/managedClusters', clusterName), '2024-09-01').oidcIssuerProfile.issuerURL : oidcIssuer
    subject: enableMaintenance ? runnerAccount : 'switched-off'
    audiences: [
      'api://AzureADTokenExchange'
    ]
  }
}

resource roleDeprovisionTrust 'Microsoft.ManagedIdentity/userAssignedIdentities/federatedIdentityCredentials@2023-01-31' = {
  parent: roleDeprovision
  name: 'landfall-runner'
  properties: {
    issuer: empty(oidcIssuer) ? reference(resourceId(clusterGroup, 'Microsoft.ContainerService/managedClusters', clusterName), '2024-09-01').oidcIssuerProfile.issuerURL : oidcIssuer
    subject: enableDeprovision ? runnerAccount : 'switched-off'
    audiences: [
      'api://AzureADTokenExchange'
    ]
  }
}

resource roleEmergencyTrust 'Microsoft.ManagedIdentity/userAssignedIdentities/federatedIdentityCredentials@2023-01-31' = {
  parent: roleEmergency
  name: 'landfall-runner'
  properties: {
    issuer: empty(oidcIssuer) ? reference(resourceId(clusterGroup, 'Microsoft.ContainerService/managedClusters', clusterName), '2024-09-01').oidcIssuerProfile.issuerURL : oidcIssuer
    subject: enableEmergency ? runnerAccount : 'switched-off'
    audiences: [
      'api://AzureADTokenExchange'
    ]
  }
}

resource roleBackupTrust 'Microsoft.ManagedIdentity/userAssignedIdentities/federatedIdentityCredentials@2023-01-31' = {
  parent: roleBackup
  name: 'landfall-runner'
  properties: {
    issuer: empty(oidcIssuer) ? reference(resourceId(clusterGroup, 'Microsoft.ContainerService/managedClusters', clusterName), '2024-09-01').oidcIssuerProfile.issuerURL : oidcIssuer
    subject: enableBackup ? runnerAccount : 'switched-off'
    audiences: [
      'api://AzureADTokenExchange'
    ]
  }
}

resource workspace 'Microsoft.OperationalInsights/workspaces@2023-09-01' = {
  name: 'acme-bank'
  location: location
  tags: tags
  properties: {
    sku: {
      name: 'PerGB2018'
    }
    retentionInDays: 30
    features: {
      disableLocalAuth: true
    }
  }
}

@description('Who read which secret.')
resource vaultAudit 'Microsoft.Insights/diagnosticSettings@2021-05-01-preview' = {
  scope: vault
  name: 'landfall'
  properties: {
    workspaceId: workspace.id
    logs: [
      {
        category: 'AuditEvent'
        enabled: true
      }
    ]
  }
}

output helmCommand string = 'helm upgrade --install landfall-runner charts/landfall-runner --namespace landfall --create-namespace --values values.json'
output helmValues string = string({
  server: 'https://landfall.example.com'
  pool: 'pool_0001'
  rootKey: '{"crv":"P-256","kty":"EC","x":"f83OJ3D2xF1Bg8vub9tLe1gHMzV76e8Tus9uPHvRVEU","y":"x_FEzRu9m36HLN_tue659LNpXW6pCyStikYjKIWI5a0"}'
  image: {
    repository: 'registry.example.com/landfall/runner'
    digest: 'sha256:9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08'
  }
  replicas: runnerEnabled ? 1 : 0
  drainSeconds: 3600
  settings: {}
  policy: '''
kinds = ["terraform", "action"]
'''
  serviceAccount: {
    name: 'landfall-runner'
  }
  azure: {
    clientId: runner.properties.clientId
    tenantId: subscription().tenantId
  }
  stack: {
    phoneHome: 'https://landfall.example.com/v1/installs/in_0123456789abcdef/phone-home'
    statement: string({
      type: 'azure'
      event: '@@EVENT@@'
      stack: runner.id
      tenant: subscription().tenantId
      subscription: subscription().subscriptionId
      resourceGroup: resourceGroup().name
      location: location
      cluster: clusterName
      runnerClient: runner.properties.clientId
      runnerPrincipal: runner.properties.principalId
      roles: union({}, enableProvision ? {
        provision: roleProvision.properties.clientId
      } : {}, enableMaintenance ? {
        maintenance: roleMaintenance.properties.clientId
      } : {}, enableDeprovision ? {
        deprovision: roleDeprovision.properties.clientId
      } : {}, enableEmergency ? {
        emergency: roleEmergency.properties.clientId
      } : {}, enableBackup ? {
        backup: roleBackup.properties.clientId
      } : {})
      secrets: union({}, {
        license_key: '${vault.properties.vaultUri}secrets/license-key'
      }, !empty(secretSmtpPassword) ? {
        smtp_password: '${vault.properties.vaultUri}secrets/smtp-password'
      } : {}, {
        db_password: '${vault.properties.vaultUri}secrets/db-password'
      })
      inputs: {
        nodes: inputNodes
        zones: inputZones
        domain: inputDomain
        public: inputPublic
        labels: empty(inputLabels) ? {} : json(inputLabels)
      }
      vault: vault.properties.vaultUri
      stateAccount: stateAccountName
      stateContainer: 'tfstate'
      planKey: '${vault.properties.vaultUri}secrets/landfall-plan-key'
      logWorkspace: workspace.id
      runnerEnabled: runnerEnabled
    })
  }
})
output vault string = vault.properties.vaultUri
output stateAccount string = stateAccountName
output workspace string = workspace.id
output runnerPrincipal string = runner.properties.principalId
