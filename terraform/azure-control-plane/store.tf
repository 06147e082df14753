data "azurerm_client_config" "this" {}

locals {
  tags  = merge(var.tags, { "landfall-control-plane" = var.name })
  group = "/subscriptions/${data.azurerm_client_config.this.subscription_id}/resourceGroups/${var.resource_group}"
  table = "landfall"
}

resource "azurerm_storage_account" "this" {
  name                             = var.name
  resource_group_name              = var.resource_group
  location                         = var.location
  account_kind                     = "StorageV2"
  account_tier                     = "Standard"
  account_replication_type         = var.replication
  min_tls_version                  = "TLS1_2"
  https_traffic_only_enabled       = true
  shared_access_key_enabled        = false
  default_to_oauth_authentication  = true
  local_user_enabled               = false
  allow_nested_items_to_be_public  = false
  cross_tenant_replication_enabled = false
  # Another order of blobs' names otherwise.
  is_hns_enabled = false
  tags           = local.tags
}

# By the resource manager, as are the queue and the table: no account key is asked for.
resource "azurerm_storage_container" "this" {
  for_each = toset(["landfall", "deployments"])

  name                  = each.value
  storage_account_id    = azurerm_storage_account.this.id
  container_access_type = "private"
}

# The queues of pools are made by the control plane itself, with the pool.
resource "azurerm_storage_queue" "events" {
  for_each = toset(["events", "events-poison"])

  name               = "${var.queue_prefix}-${each.value}"
  storage_account_id = azurerm_storage_account.this.id
}

# azurerm_storage_table asks with an account key, which there is none of.
resource "azurerm_resource_group_template_deployment" "table" {
  name                = "${var.name}-table"
  resource_group_name = var.resource_group
  deployment_mode     = "Incremental"
  tags                = local.tags

  template_content = jsonencode({
    "$schema"      = "https://schema.management.azure.com/schemas/2019-04-01/deploymentTemplate.json#"
    contentVersion = "1.0.0.0"
    resources = [{
      type       = "Microsoft.Storage/storageAccounts/tableServices/tables"
      apiVersion = "2023-01-01"
      name       = "${azurerm_storage_account.this.name}/default/${local.table}"
      properties = {}
    }]
  })
}
