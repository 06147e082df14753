resource "azurerm_log_analytics_workspace" "this" {
  name                = var.name
  resource_group_name = data.azurerm_resource_group.this.name
  location            = local.location
  tags                = local.tags

  sku                          = "PerGB2018"
  retention_in_days            = 30
  local_authentication_enabled = false
}

# What services and sign-ins of the machine write; the runner is one of them.
resource "azurerm_monitor_data_collection_rule" "machine" {
  name                = "${var.name}-log"
  resource_group_name = data.azurerm_resource_group.this.name
  location            = local.location
  tags                = local.tags

  kind = "Linux"

  data_sources {
    syslog {
      name           = "services"
      streams        = ["Microsoft-Syslog"]
      facility_names = ["auth", "authpriv", "daemon"]
      log_levels     = ["Info", "Notice", "Warning", "Error", "Critical", "Alert", "Emergency"]
    }
  }

  destinations {
    log_analytics {
      name                  = "workspace"
      workspace_resource_id = azurerm_log_analytics_workspace.this.id
    }
  }

  data_flow {
    streams      = ["Microsoft-Syslog"]
    destinations = ["workspace"]
  }
}

resource "azurerm_monitor_data_collection_rule_association" "machine" {
  name                    = "landfall"
  target_resource_id      = azurerm_linux_virtual_machine_scale_set.runner.id
  data_collection_rule_id = azurerm_monitor_data_collection_rule.machine.id
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
