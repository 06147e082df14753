# One identity, which has its rights before the function app is there to use them.
resource "azurerm_user_assigned_identity" "function" {
  name                = "${var.name}-function"
  resource_group_name = var.resource_group
  location            = var.location
  tags                = local.tags
}

# Each role is what the code calls and no more; where Azure has an own role for it, that is wider.
locals {
  roles = {
    records = {
      scope        = "${azurerm_storage_account.this.id}/tableServices/default/tables/${local.table}"
      actions      = []
      data_actions = [for action in ["read", "write", "delete", "add/action", "update/action"] : "Microsoft.Storage/storageAccounts/tableServices/tables/entities/${action}"]
    }
    # The control plane makes a pool's queue when the pool is made, so the scope is the account.
    queues = {
      scope = azurerm_storage_account.this.id
      actions = [
        "Microsoft.Storage/storageAccounts/queueServices/queues/read",
        "Microsoft.Storage/storageAccounts/queueServices/queues/write",
        "Microsoft.Storage/storageAccounts/queueServices/generateUserDelegationKey/action",
      ]
      data_actions = [for action in ["read", "write", "add/action", "process/action"] : "Microsoft.Storage/storageAccounts/queueServices/queues/messages/${action}"]
    }
    # The Functions host keeps its leases in containers that it makes.
    blobs = {
      scope = azurerm_storage_account.this.id
      actions = [
        "Microsoft.Storage/storageAccounts/blobServices/containers/read",
        "Microsoft.Storage/storageAccounts/blobServices/containers/write",
        "Microsoft.Storage/storageAccounts/blobServices/generateUserDelegationKey/action",
      ]
      data_actions = [for action in ["read", "write", "delete", "add/action"] : "Microsoft.Storage/storageAccounts/blobServices/containers/blobs/${action}"]
    }
    secrets = {
      scope   = azurerm_key_vault.this.id
      actions = []
      data_actions = [for action in ["getSecret/action", "setSecret/action", "readMetadata/action", "recover/action", "delete"] :
      "Microsoft.KeyVault/vaults/secrets/${action}"]
    }
    signing = {
      scope        = local.signing_key_resource
      actions      = []
      data_actions = ["Microsoft.KeyVault/vaults/keys/sign/action"]
    }
  }
}

resource "azurerm_role_definition" "this" {
  for_each = local.roles

  name              = "Landfall ${var.name} ${each.key}"
  description       = "What the control plane ${var.name} of Landfall does with its ${each.key}."
  scope             = local.group
  assignable_scopes = [local.group]

  permissions {
    actions      = each.value.actions
    data_actions = each.value.data_actions
  }
}

resource "azurerm_role_assignment" "this" {
  for_each = local.roles

  scope              = each.value.scope
  role_definition_id = azurerm_role_definition.this[each.key].role_definition_resource_id
  principal_id       = azurerm_user_assigned_identity.function.principal_id
  principal_type     = "ServicePrincipal"

  depends_on = [
    azurerm_resource_group_template_deployment.table,
    azurerm_resource_group_template_deployment.signing_key,
  ]
}

# Telemetry without a key.
resource "azurerm_role_assignment" "telemetry" {
  scope                = azurerm_application_insights.this.id
  role_definition_name = "Monitoring Metrics Publisher"
  principal_id         = azurerm_user_assigned_identity.function.principal_id
  principal_type       = "ServicePrincipal"
}
