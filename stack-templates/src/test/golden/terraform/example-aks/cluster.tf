data "azurerm_kubernetes_cluster" "this" {
  count = var.oidc_issuer == null ? 1 : 0

  name                = var.cluster_name
  resource_group_name = coalesce(var.cluster_resource_group, var.resource_group)

  lifecycle {
    postcondition {
      condition     = self.oidc_issuer_enabled
      error_message = "The cluster's OIDC issuer is off: az aks update --enable-oidc-issuer turns it on."
    }
  }
}

locals {
  issuer = var.oidc_issuer == null ? one(data.azurerm_kubernetes_cluster.this[*].oidc_issuer_url) : var.oidc_issuer

  # What the control plane is told; there is no secret in it.
  statement = {
    type            = "azure"
    event           = "@@EVENT@@"
    stack           = azurerm_user_assigned_identity.runner.id
    tenant          = data.azurerm_client_config.this.tenant_id
    subscription    = data.azurerm_client_config.this.subscription_id
    resourceGroup   = data.azurerm_resource_group.this.name
    location        = local.location
    cluster         = var.cluster_name
    runnerClient    = azurerm_user_assigned_identity.runner.client_id
    runnerPrincipal = azurerm_user_assigned_identity.runner.principal_id
    roles           = { for name, value in local.roles : name => value if value != null }
    secrets         = { for name, value in local.secrets : name => value if value != null }
    inputs          = { for name, value in local.inputs : name => value if value != null }
    vault           = azurerm_key_vault.this.vault_uri
    stateAccount    = module.state.account
    stateContainer  = module.state.container
    planKey         = azurerm_key_vault_secret.plan_key.versionless_id
    logWorkspace    = azurerm_log_analytics_workspace.this.id
    runnerEnabled   = var.runner_enabled
  }
  secrets = {
    db_password = azurerm_key_vault_secret.secret_db_password.versionless_id
  }
  roles = {
    deprovision = one(azurerm_user_assigned_identity.role_deprovision[*].client_id)
    maintenance = one(azurerm_user_assigned_identity.role_maintenance[*].client_id)
    provision   = one(azurerm_user_assigned_identity.role_provision[*].client_id)
    emergency   = one(azurerm_user_assigned_identity.role_emergency[*].client_id)
  }
  inputs = {}

  # What the chart is given.
  helm_values = {
    server  = var.control_plane
    pool    = var.pool
    rootKey = var.root_key
    image = {
      repository = "registry.example.com/landfall/runner"
      digest     = "sha256:9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08"
    }
    replicas     = var.runner_enabled ? 1 : 0
    drainSeconds = 1800
    settings     = {}
    policy       = var.policy_file == null ? "" : var.policy_file
    serviceAccount = {
      name = "landfall-runner"
    }
    azure = {
      clientId = azurerm_user_assigned_identity.runner.client_id
      tenantId = data.azurerm_client_config.this.tenant_id
    }
    stack = {
      phoneHome = var.phone_home
      statement = jsonencode(local.statement)
    }
  }
}

# The runner's service account is the runner's identity, while it is switched on.
resource "azurerm_federated_identity_credential" "runner" {
  count = var.runner_enabled ? 1 : 0

  name                = "landfall-runner"
  resource_group_name = data.azurerm_resource_group.this.name
  parent_id           = azurerm_user_assigned_identity.runner.id
  issuer              = local.issuer
  subject             = "system:serviceaccount:landfall:landfall-runner"
  audience            = ["api://AzureADTokenExchange"]
}

# And each operation's that is switched on.
resource "azurerm_federated_identity_credential" "role_deprovision" {
  count = var.runner_enabled && var.enable_deprovision ? 1 : 0

  name                = "landfall-runner"
  resource_group_name = data.azurerm_resource_group.this.name
  parent_id           = azurerm_user_assigned_identity.role_deprovision[0].id
  issuer              = local.issuer
  subject             = "system:serviceaccount:landfall:landfall-runner"
  audience            = ["api://AzureADTokenExchange"]
}

resource "azurerm_federated_identity_credential" "role_maintenance" {
  count = var.runner_enabled && var.enable_maintenance ? 1 : 0

  name                = "landfall-runner"
  resource_group_name = data.azurerm_resource_group.this.name
  parent_id           = azurerm_user_assigned_identity.role_maintenance[0].id
  issuer              = local.issuer
  subject             = "system:serviceaccount:landfall:landfall-runner"
  audience            = ["api://AzureADTokenExchange"]
}

resource "azurerm_federated_identity_credential" "role_provision" {
  count = var.runner_enabled && var.enable_provision ? 1 : 0

  name                = "landfall-runner"
  resource_group_name = data.azurerm_resource_group.this.name
  parent_id           = azurerm_user_assigned_identity.role_provision[0].id
  issuer              = local.issuer
  subject             = "system:serviceaccount:landfall:landfall-runner"
  audience            = ["api://AzureADTokenExchange"]
}

resource "azurerm_federated_identity_credential" "role_emergency" {
  count = var.runner_enabled && var.enable_emergency ? 1 : 0

  name                = "landfall-runner"
  resource_group_name = data.azurerm_resource_group.this.name
  parent_id           = azurerm_user_assigned_identity.role_emergency[0].id
  issuer              = local.issuer
  subject             = "system:serviceaccount:landfall:landfall-runner"
  audience            = ["api://AzureADTokenExchange"]
}
