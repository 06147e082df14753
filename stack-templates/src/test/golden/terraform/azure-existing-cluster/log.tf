resource "azurerm_log_analytics_workspace" "this" {
  name                = var.name
  resource_group_name = data.azurerm_resource_group.this.name
  location            = local.location
  tags                = local.tags

  sku                          = "PerGB2018"
  retention_in_days            = 30
  local_authentication_enabled = false
}

# Who read which secret.
resource "azurerm_monitor_diagnostic_setting" "vault" {
  name                       = "landfall"
  target_resource_id         = azurerm_key_vault.this.id
  log_analytics_workspace_id = azurerm_log_analytics_workspace.this.id

  enabled_log {
    category = "AuditEvent"
  }
}
