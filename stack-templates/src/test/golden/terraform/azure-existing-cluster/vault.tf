resource "azurerm_key_vault" "this" {
  name                = "${substr(replace(var.name, "-", ""), 0, 10)}-${local.unique}"
  resource_group_name = data.azurerm_resource_group.this.name
  location            = local.location
  tags                = local.tags

  tenant_id                  = data.azurerm_client_config.this.tenant_id
  sku_name                   = "standard"
  rbac_authorization_enabled = true
  soft_delete_retention_days = 7
  purge_protection_enabled   = true
}

# Terraform writes secrets by the vault itself, so who applies this needs a role in it.
resource "azurerm_role_assignment" "applier_writes_secrets" {
  scope              = azurerm_key_vault.this.id
  role_definition_id = "${local.built_in_roles}/b86a8fe4-44ce-4948-aee5-eccb2c155cd7"
  principal_id       = data.azurerm_client_config.this.object_id
}

# Until the role holds in the vault.
resource "time_sleep" "role_holds" {
  create_duration = "120s"
  triggers = {
    assignment = azurerm_role_assignment.applier_writes_secrets.id
  }
}

# 32 random bytes as hexadecimal digits. Plans are sealed with them on the runner: they hold secrets.
ephemeral "random_password" "plan_key" {
  length           = 64
  override_special = "0123456789ABCDEF"
  upper            = false
  lower            = false
  numeric          = false
}

resource "azurerm_key_vault_secret" "plan_key" {
  name             = "landfall-plan-key"
  key_vault_id     = azurerm_key_vault.this.id
  value_wo         = ephemeral.random_password.plan_key.result
  value_wo_version = 1

  depends_on = [time_sleep.role_holds]
}

# The license_key
resource "azurerm_key_vault_secret" "secret_license_key" {
  name             = "license-key"
  key_vault_id     = azurerm_key_vault.this.id
  value_wo         = var.secret_license_key
  value_wo_version = var.secret_license_key_version

  depends_on = [time_sleep.role_holds]
}

# The smtp_password
resource "azurerm_key_vault_secret" "secret_smtp_password" {
  count = var.secret_smtp_password_version > 0 ? 1 : 0

  name             = "smtp-password"
  key_vault_id     = azurerm_key_vault.this.id
  value_wo         = var.secret_smtp_password
  value_wo_version = var.secret_smtp_password_version

  depends_on = [time_sleep.role_holds]
}

# The db_password
ephemeral "random_password" "secret_db_password" {
  length  = 64
  special = false
}

resource "azurerm_key_vault_secret" "secret_db_password" {
  name             = "db-password"
  key_vault_id     = azurerm_key_vault.this.id
  value_wo         = ephemeral.random_password.secret_db_password.result
  value_wo_version = 1

  depends_on = [time_sleep.role_holds]
}
