# The runner's own identity: it proves who it is, and reads the stack's secrets.
resource "azurerm_user_assigned_identity" "runner" {
  name                = "${var.name}-runner"
  resource_group_name = data.azurerm_resource_group.this.name
  location            = local.location
  tags                = local.tags
}

resource "azurerm_role_assignment" "runner_reads_secrets" {
  scope              = azurerm_key_vault.this.id
  role_definition_id = "${local.built_in_roles}/4633458b-17de-408a-b874-0445c86b69e6"
  principal_id       = azurerm_user_assigned_identity.runner.principal_id
  principal_type     = "ServicePrincipal"
}

# Acme provision
resource "azurerm_user_assigned_identity" "role_provision" {
  count = var.enable_provision ? 1 : 0

  name                = "${var.name}-provision"
  resource_group_name = data.azurerm_resource_group.this.name
  location            = local.location
  tags                = local.tags
}

resource "azurerm_role_assignment" "role_provision_1" {
  count = var.enable_provision ? 1 : 0

  scope              = data.azurerm_resource_group.this.id
  role_definition_id = "${local.built_in_roles}/acdd72a7-3385-48ef-bd42-f606fba81ae7"
  principal_id       = azurerm_user_assigned_identity.role_provision[0].principal_id
  principal_type     = "ServicePrincipal"
}

resource "azurerm_role_definition" "role_provision_2" {
  count = var.enable_provision ? 1 : 0

  name              = "${var.name}-provision 2 ${local.unique}"
  description       = "What Acme needs to provision."
  scope             = data.azurerm_resource_group.this.id
  assignable_scopes = [data.azurerm_resource_group.this.id]

  permissions {
    actions     = ["Microsoft.Storage/storageAccounts/*"]
    not_actions = ["Microsoft.Storage/storageAccounts/delete"]
  }
}

resource "azurerm_role_assignment" "role_provision_2" {
  count = var.enable_provision ? 1 : 0

  scope              = data.azurerm_resource_group.this.id
  role_definition_id = azurerm_role_definition.role_provision_2[0].role_definition_resource_id
  principal_id       = azurerm_user_assigned_identity.role_provision[0].principal_id
  principal_type     = "ServicePrincipal"
}

resource "azurerm_role_assignment" "role_provision_state" {
  count = var.enable_provision ? 1 : 0

  scope              = module.state.container_id
  role_definition_id = "${local.built_in_roles}/ba92f5b4-2d11-453d-a403-e96b0029c9fe"
  principal_id       = azurerm_user_assigned_identity.role_provision[0].principal_id
  principal_type     = "ServicePrincipal"
}

# Acme maintenance
resource "azurerm_user_assigned_identity" "role_maintenance" {
  count = var.enable_maintenance ? 1 : 0

  name                = "${var.name}-maintenance"
  resource_group_name = data.azurerm_resource_group.this.name
  location            = local.location
  tags                = local.tags
}

resource "azurerm_role_assignment" "role_maintenance_1" {
  count = var.enable_maintenance ? 1 : 0

  scope              = data.azurerm_resource_group.this.id
  role_definition_id = "${local.built_in_roles}/acdd72a7-3385-48ef-bd42-f606fba81ae7"
  principal_id       = azurerm_user_assigned_identity.role_maintenance[0].principal_id
  principal_type     = "ServicePrincipal"
}

resource "azurerm_role_assignment" "role_maintenance_state" {
  count = var.enable_maintenance ? 1 : 0

  scope              = module.state.container_id
  role_definition_id = "${local.built_in_roles}/ba92f5b4-2d11-453d-a403-e96b0029c9fe"
  principal_id       = azurerm_user_assigned_identity.role_maintenance[0].principal_id
  principal_type     = "ServicePrincipal"
}

# Acme deprovision
resource "azurerm_user_assigned_identity" "role_deprovision" {
  count = var.enable_deprovision ? 1 : 0

  name                = "${var.name}-deprovision"
  resource_group_name = data.azurerm_resource_group.this.name
  location            = local.location
  tags                = local.tags
}

resource "azurerm_role_assignment" "role_deprovision_1" {
  count = var.enable_deprovision ? 1 : 0

  scope              = data.azurerm_resource_group.this.id
  role_definition_id = "${local.built_in_roles}/acdd72a7-3385-48ef-bd42-f606fba81ae7"
  principal_id       = azurerm_user_assigned_identity.role_deprovision[0].principal_id
  principal_type     = "ServicePrincipal"
}

resource "azurerm_role_definition" "role_deprovision_2" {
  count = var.enable_deprovision ? 1 : 0

  name              = "${var.name}-deprovision 2 ${local.unique}"
  description       = "What Acme needs to deprovision."
  scope             = data.azurerm_resource_group.this.id
  assignable_scopes = [data.azurerm_resource_group.this.id]

  permissions {
    actions     = ["Microsoft.Storage/storageAccounts/*"]
    not_actions = ["Microsoft.Storage/storageAccounts/delete"]
  }
}

resource "azurerm_role_assignment" "role_deprovision_2" {
  count = var.enable_deprovision ? 1 : 0

  scope              = data.azurerm_resource_group.this.id
  role_definition_id = azurerm_role_definition.role_deprovision_2[0].role_definition_resource_id
  principal_id       = azurerm_user_assigned_identity.role_deprovision[0].principal_id
  principal_type     = "ServicePrincipal"
}

resource "azurerm_role_assignment" "role_deprovision_state" {
  count = var.enable_deprovision ? 1 : 0

  scope              = module.state.container_id
  role_definition_id = "${local.built_in_roles}/ba92f5b4-2d11-453d-a403-e96b0029c9fe"
  principal_id       = azurerm_user_assigned_identity.role_deprovision[0].principal_id
  principal_type     = "ServicePrincipal"
}

# Acme emergency
resource "azurerm_user_assigned_identity" "role_emergency" {
  count = var.enable_emergency ? 1 : 0

  name                = "${var.name}-emergency"
  resource_group_name = data.azurerm_resource_group.this.name
  location            = local.location
  tags                = local.tags
}

resource "azurerm_role_assignment" "role_emergency_1" {
  count = var.enable_emergency ? 1 : 0

  scope              = data.azurerm_resource_group.this.id
  role_definition_id = "${local.built_in_roles}/acdd72a7-3385-48ef-bd42-f606fba81ae7"
  principal_id       = azurerm_user_assigned_identity.role_emergency[0].principal_id
  principal_type     = "ServicePrincipal"
}

resource "azurerm_role_definition" "role_emergency_2" {
  count = var.enable_emergency ? 1 : 0

  name              = "${var.name}-emergency 2 ${local.unique}"
  description       = "What Acme needs to emergency."
  scope             = data.azurerm_resource_group.this.id
  assignable_scopes = [data.azurerm_resource_group.this.id]

  permissions {
    actions     = ["Microsoft.Storage/storageAccounts/*"]
    not_actions = ["Microsoft.Storage/storageAccounts/delete"]
  }
}

resource "azurerm_role_assignment" "role_emergency_2" {
  count = var.enable_emergency ? 1 : 0

  scope              = data.azurerm_resource_group.this.id
  role_definition_id = azurerm_role_definition.role_emergency_2[0].role_definition_resource_id
  principal_id       = azurerm_user_assigned_identity.role_emergency[0].principal_id
  principal_type     = "ServicePrincipal"
}

resource "azurerm_role_assignment" "role_emergency_state" {
  count = var.enable_emergency ? 1 : 0

  scope              = module.state.container_id
  role_definition_id = "${local.built_in_roles}/ba92f5b4-2d11-453d-a403-e96b0029c9fe"
  principal_id       = azurerm_user_assigned_identity.role_emergency[0].principal_id
  principal_type     = "ServicePrincipal"
}

# Acme backup
resource "azurerm_user_assigned_identity" "role_backup" {
  count = var.enable_backup ? 1 : 0

  name                = "${var.name}-backup"
  resource_group_name = data.azurerm_resource_group.this.name
  location            = local.location
  tags                = local.tags
}

resource "azurerm_role_assignment" "role_backup_1" {
  count = var.enable_backup ? 1 : 0

  scope              = data.azurerm_resource_group.this.id
  role_definition_id = "${local.built_in_roles}/acdd72a7-3385-48ef-bd42-f606fba81ae7"
  principal_id       = azurerm_user_assigned_identity.role_backup[0].principal_id
  principal_type     = "ServicePrincipal"
}

resource "azurerm_role_assignment" "role_backup_state" {
  count = var.enable_backup ? 1 : 0

  scope              = module.state.container_id
  role_definition_id = "${local.built_in_roles}/ba92f5b4-2d11-453d-a403-e96b0029c9fe"
  principal_id       = azurerm_user_assigned_identity.role_backup[0].principal_id
  principal_type     = "ServicePrincipal"
}
