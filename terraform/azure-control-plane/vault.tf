resource "azurerm_key_vault" "this" {
  name                       = var.name
  resource_group_name        = var.resource_group
  location                   = var.location
  tenant_id                  = data.azurerm_client_config.this.tenant_id
  sku_name                   = "standard"
  rbac_authorization_enabled = true
  purge_protection_enabled   = var.purge_protection
  soft_delete_retention_days = 7
  tags                       = local.tags
}

# By the resource manager: whoever deploys gets no right to sign.
resource "azurerm_resource_group_template_deployment" "signing_key" {
  name                = "${var.name}-signing-key"
  resource_group_name = var.resource_group
  deployment_mode     = "Incremental"
  tags                = local.tags

  template_content = jsonencode({
    "$schema"      = "https://schema.management.azure.com/schemas/2019-04-01/deploymentTemplate.json#"
    contentVersion = "1.0.0.0"
    resources = [{
      type       = "Microsoft.KeyVault/vaults/keys"
      apiVersion = "2023-07-01"
      name       = "${azurerm_key_vault.this.name}/landfall-signing"
      properties = {
        kty       = "EC"
        curveName = "P-256"
        keyOps    = ["sign", "verify"]
      }
    }]
    outputs = {
      version = {
        type  = "string"
        value = "[reference(resourceId('Microsoft.KeyVault/vaults/keys', '${azurerm_key_vault.this.name}', 'landfall-signing')).keyUriWithVersion]"
      }
    }
  })
}

locals {
  signing_key          = var.signing_key != null ? var.signing_key : jsondecode(azurerm_resource_group_template_deployment.signing_key.output_content).version.value
  signing_key_resource = "${azurerm_key_vault.this.id}/keys/landfall-signing"
}
