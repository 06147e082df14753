locals {
  public_url = var.domain == null ? "https://${var.name}.azurewebsites.net" : "https://${var.domain.name}"
  client_id  = azurerm_user_assigned_identity.function.client_id
}

resource "azurerm_service_plan" "this" {
  name                = var.name
  resource_group_name = var.resource_group
  location            = var.location
  os_type             = "Linux"
  sku_name            = "FC1"
  tags                = local.tags
}

resource "azurerm_function_app_flex_consumption" "this" {
  name                = var.name
  resource_group_name = var.resource_group
  location            = var.location
  service_plan_id     = azurerm_service_plan.this.id

  storage_container_type            = "blobContainer"
  storage_container_endpoint        = "${azurerm_storage_account.this.primary_blob_endpoint}${azurerm_storage_container.this["deployments"].name}"
  storage_authentication_type       = "UserAssignedIdentity"
  storage_user_assigned_identity_id = azurerm_user_assigned_identity.function.id

  runtime_name           = "java"
  runtime_version        = "21"
  instance_memory_in_mb  = var.memory_mb
  maximum_instance_count = var.maximum_instances

  https_only                                     = true
  webdeploy_publish_basic_authentication_enabled = false
  tags                                           = local.tags

  identity {
    type         = "UserAssigned"
    identity_ids = [azurerm_user_assigned_identity.function.id]
  }

  site_config {
    minimum_tls_version                    = "1.2"
    scm_minimum_tls_version                = "1.2"
    application_insights_connection_string = azurerm_application_insights.this.connection_string
  }

  dynamic "always_ready" {
    for_each = var.always_ready > 0 ? ["http"] : []

    content {
      name           = always_ready.value
      instance_count = var.always_ready
    }
  }

  # None of them is secret.
  app_settings = {
    LANDFALL_STORAGE_ACCOUNT     = azurerm_storage_account.this.name
    LANDFALL_TABLE               = local.table
    LANDFALL_CONTAINER           = azurerm_storage_container.this["landfall"].name
    LANDFALL_QUEUE_PREFIX        = var.queue_prefix
    LANDFALL_VAULT               = trimsuffix(azurerm_key_vault.this.vault_uri, "/")
    LANDFALL_SIGNING_KEY         = local.signing_key
    LANDFALL_SIGNING_CERTIFICATE = trimspace(var.signing_certificate)
    LANDFALL_ROOT_KEY            = jsonencode(jsondecode(var.root_key))
    LANDFALL_IDENTITY_CLIENT_ID  = local.client_id
    LANDFALL_ORG                 = var.org

    # By this connection the Functions host reads the events queue.
    LANDFALL_STORAGE__queueServiceUri = trimsuffix(azurerm_storage_account.this.primary_queue_endpoint, "/")
    LANDFALL_STORAGE__credential      = "managedidentity"
    LANDFALL_STORAGE__clientId        = local.client_id

    AzureWebJobsStorage__accountName = azurerm_storage_account.this.name
    AzureWebJobsStorage__credential  = "managedidentity"
    AzureWebJobsStorage__clientId    = local.client_id
    AzureWebJobsDisableHomepage      = "true"

    FUNCTIONS_WORKER_JAVA_LOAD_APP_LIBS       = "1"
    APPLICATIONINSIGHTS_AUTHENTICATION_STRING = "Authorization=AAD;ClientId=${local.client_id}"
  }

  depends_on = [azurerm_role_assignment.this, azurerm_storage_queue.events]
}

resource "azurerm_app_service_custom_hostname_binding" "this" {
  count = var.domain == null ? 0 : 1

  hostname            = var.domain.name
  app_service_name    = azurerm_function_app_flex_consumption.this.name
  resource_group_name = var.resource_group
  ssl_state           = var.domain.thumbprint == null ? null : "SniEnabled"
  thumbprint          = var.domain.thumbprint
}
