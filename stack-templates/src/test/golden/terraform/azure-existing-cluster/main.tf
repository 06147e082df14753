data "azurerm_client_config" "this" {
  lifecycle {
    postcondition {
      condition     = var.subscription == null || self.subscription_id == var.subscription
      error_message = "This stack was made for the subscription ${coalesce(var.subscription, "-")}."
    }
  }
}

data "azurerm_resource_group" "this" {
  name = var.resource_group
}

locals {
  location = coalesce(var.location, data.azurerm_resource_group.this.location)
  tags = merge(var.extra_tags, var.tags, {
    "landfall:install" = var.install_id
    "landfall:stack"   = var.name
  })

  # What no other stack has, for names that are unique in the world.
  unique         = substr(sha256("${data.azurerm_resource_group.this.id}/${var.name}"), 0, 13)
  built_in_roles = "/subscriptions/${data.azurerm_client_config.this.subscription_id}/providers/Microsoft.Authorization/roleDefinitions"
}

# What stays when the stack goes.
module "state" {
  source = "./state"

  name           = "${substr(replace(var.name, "-", ""), 0, 11)}${local.unique}"
  resource_group = data.azurerm_resource_group.this.name
  location       = local.location
  tags           = local.tags
}
