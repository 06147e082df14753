targetScope = 'resourceGroup'

metadata description = 'Runs aks of Example Software for the install acme (in_0123456789abcdef): a runner that asks for its work, and what it needs.'

@description('Where everything is made.')
@allowed([
  'westeurope'
])
param location string = 'westeurope'

@description('More tags of everything that has tags.')
param extraTags object = {}

@description('Deprovision (deprovision): Takes it down.')
param enableDeprovision bool = true

@description('Maintain (maintenance): Changes it, and runs actions.')
param enableMaintenance bool = true

@description('Provision (provision): Makes what Ledger is made of.')
param enableProvision bool = true

@description('Emergency (break-glass): Reads this resource group, for as long as you leave it on.')
param enableEmergency bool = false

@description('The key of plans, 32 bytes as hexadecimal digits. Leave it: Azure makes one up at the first deployment, and it stays.')
@secure()
param planKey string = toUpper(replace('${newGuid()}${newGuid()}', '-', ''))

@description('Database password: Of the ledger\'s database. Leave it: Azure makes one up at the first deployment, and it stays.')
@secure()
param secretDbPassword string = replace('${newGuid()}${newGuid()}', '-', '')

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
  'landfall:install': 'in_0123456789abcdef'
  'landfall:stack': 'aks-acme'
})

var vaultName = 'aksacme-${uniqueString(group, 'aks-acme')}'

var stateAccountName = 'aksacme${uniqueString(group, 'aks-acme')}'

var clusterGroup = empty(clusterResourceGroup) ? resourceGroup().name : clusterResourceGroup

var runnerAccount = runnerEnabled ? 'system:serviceaccount:landfall:landfall-runner' : 'switched-off'

@description('The runner\'s own identity: it proves who it is, and reads the stack\'s secrets.')
resource runner 'Microsoft.ManagedIdentity/userAssignedIdentities@2023-01-31' = {
  name: 'aks-acme-runner'
  location: location
  tags: tags
}

@description('Deprovision')
resource roleDeprovision 'Microsoft.ManagedIdentity/userAssignedIdentities@2023-01-31' = {
  name: 'aks-acme-deprovision'
  location: location
  tags: tags
}

resource roleDeprovisionActions1 'Microsoft.Authorization/roleDefinitions@2022-04-01' = if (enableDeprovision) {
  name: guid(group, 'aks-acme', 'roleDeprovisionActions1')
  properties: {
    roleName: 'aks-acme-deprovision 1 ${uniqueString(group, 'aks-acme')}'
    description: 'Takes it down.'
    type: 'CustomRole'
    permissions: [
      {
        actions: [
          'Microsoft.DBforPostgreSQL/flexibleServers/*'
          'Microsoft.Resources/subscriptions/resourceGroups/read'
        ]
        notActions: []
        dataActions: []
        notDataActions: []
      }
    ]
    assignableScopes: [
      group
    ]
  }
}

resource roleDeprovisionGrant1 'Microsoft.Authorization/roleAssignments@2022-04-01' = if (enableDeprovision) {
  name: guid(group, 'aks-acme', 'group', 'roleDeprovision', 'roleDeprovisionActions1')
  properties: {
    roleDefinitionId: roleDeprovisionActions1.id
    principalId: roleDeprovision.properties.principalId
    principalType: 'ServicePrincipal'
  }
}

@description('Maintain')
resource roleMaintenance 'Microsoft.ManagedIdentity/userAssignedIdentities@2023-01-31' = {
  name: 'aks-acme-maintenance'
  location: location
  tags: tags
}

resource roleMaintenanceGrant1 'Microsoft.Authorization/roleAssignments@2022-04-01' = if (enableMaintenance) {
  name: guid(group, 'aks-acme', 'group', 'roleMaintenance', 'acdd72a7-3385-48ef-bd42-f606fba81ae7')
  properties: {
    roleDefinitionId: subscriptionResourceId('Microsoft.Authorization/roleDefinitions', 'acdd72a7-3385-48ef-bd42-f606fba81ae7')
    principalId: roleMaintenance.properties.principalId
    principalType: 'ServicePrincipal'
  }
}

@description('Provision')
resource roleProvision 'Microsoft.ManagedIdentity/userAssignedIdentities@2023-01-31' = {
  name: 'aks-acme-provision'
  location: location
  tags: tags
}

resource roleProvisionActions1 'Microsoft.Authorization/roleDefinitions@2022-04-01' = if (enableProvision) {
  name: guid(group, 'aks-acme', 'roleProvisionActions1')
  properties: {
    roleName: 'aks-acme-provision 1 ${uniqueString(group, 'aks-acme')}'
    description: 'Makes what Ledger is made of.'
    type: 'CustomRole'
    permissions: [
      {
        actions: [
          'Microsoft.DBforPostgreSQL/flexibleServers/*'
          'Microsoft.Resources/subscriptions/resourceGroups/read'
        ]
        notActions: []
        dataActions: []
        notDataActions: []
      }
    ]
    assignableScopes: [
      group
    ]
  }
}

resource roleProvisionGrant1 'Microsoft.Authorization/roleAssignments@2022-04-01' = if (enableProvision) {
  name: guid(group, 'aks-acme', 'group', 'roleProvision', 'roleProvisionActions1')
  properties: {
    roleDefinitionId: roleProvisionActions1.id
    principalId: roleProvision.properties.principalId
    principalType: 'ServicePrincipal'
  }
}

@description('Emergency')
resource roleEmergency 'Microsoft.ManagedIdentity/userAssignedIdentities@2023-01-31' = {
  name: 'aks-acme-emergency'
  location: location
  tags: tags
}

resource roleEmergencyGrant1 'Microsoft.Authorization/roleAssignments@2022-04-01' = if (enableEmergency) {
  name: guid(group, 'aks-acme', 'group', 'roleEmergency', 'acdd72a7-3385-48ef-bd42-f606fba81ae7')
  properties: {
    roleDefinitionId: subscriptionResourceId('Microsoft.Authorization/roleDefinitions', 'acdd72a7-3385-48ef-bd42-f606fba81ae7')
    principalId: roleEmergency.properties.principalId
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
  name: guid(group, 'aks-acme', 'vault', 'runner', '4633458b-17de-408a-b874-0445c86b69e6')
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

@description('Database password')
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

resource roleDeprovisionState 'Microsoft.Authorization/roleAssignments@2022-04-01' = if (enableDeprovision) {
  scope: stateContainer
  name: guid(group, 'aks-acme', 'stateContainer', 'roleDeprovision', 'ba92f5b4-2d11-453d-a403-e96b0029c9fe')
  properties: {
    roleDefinitionId: subscriptionResourceId('Microsoft.Authorization/roleDefinitions', 'ba92f5b4-2d11-453d-a403-e96b0029c9fe')
    principalId: roleDeprovision.properties.principalId
    principalType: 'ServicePrincipal'
  }
}

resource roleMaintenanceState 'Microsoft.Authorization/roleAssignments@2022-04-01' = if (enableMaintenance) {
  scope: stateContainer
  name: guid(group, 'aks-acme', 'stateContainer', 'roleMaintenance', 'ba92f5b4-2d11-453d-a403-e96b0029c9fe')
  properties: {
    roleDefinitionId: subscriptionResourceId('Microsoft.Authorization/roleDefinitions', 'ba92f5b4-2d11-453d-a403-e96b0029c9fe')
    principalId: roleMaintenance.properties.principalId
    principalType: 'ServicePrincipal'
  }
}

resource roleProvisionState 'Microsoft.Authorization/roleAssignments@2022-04-01' = if (enableProvision) {
  scope: stateContainer
  name: guid(group, 'aks-acme', 'stateContainer', 'roleProvision', 'ba92f5b4-2d11-453d-a403-e96b0029c9fe')
  properties: {
    roleDefinitionId: subscriptionResourceId('Microsoft.Authorization/roleDefinitions', 'ba92f5b4-2d11-453d-a403-e96b0029c9fe')
    principalId: roleProvision.properties.principalId
    principalType: 'ServicePrincipal'
  }
}

resource roleEmergencyState 'Microsoft.Authorization/roleAssignments@2022-04-01' = if (enableEmergency) {
  scope: stateContainer
  name: guid(group, 'aks-acme', 'stateContainer', 'roleEmergency', 'ba92f5b4-2d11-453d-a403-e96b0029c9fe')
  properties: {
    roleDefinitionId: subscriptionResourceId('Microsoft.Authorization/roleDefinitions', 'ba92f5b4-2d11-453d-a403-e96b0029c9fe')
    principalId: roleEmergency.properties.principalId
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

resource workspace 'Microsoft.OperationalInsights/workspaces@2023-09-01' = {
  name: 'aks-acme'
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
  drainSeconds: 1800
  settings: {}
  policy: '''
kinds = ["terraform", "action"]

[terraform]
operations = ["plan", "apply", "destroy"]
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
      roles: union({}, enableDeprovision ? {
        deprovision: roleDeprovision.properties.clientId
      } : {}, enableMaintenance ? {
        maintenance: roleMaintenance.properties.clientId
      } : {}, enableProvision ? {
        provision: roleProvision.properties.clientId
      } : {}, enableEmergency ? {
        emergency: roleEmergency.properties.clientId
      } : {})
      secrets: union({}, {
        db_password: '${vault.properties.vaultUri}secrets/db-password'
      })
      inputs: {}
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
