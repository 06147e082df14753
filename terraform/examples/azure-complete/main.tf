# A control plane and a pool of runners in one subscription and region.
terraform {
  required_version = ">= 1.9"

  required_providers {
    azurerm = {
      source  = "hashicorp/azurerm"
      version = "~> 4.55"
    }
  }
}

provider "azurerm" {
  subscription_id     = var.subscription
  storage_use_azuread = true

  features {
    # There is no account key to look into the account with.
    storage {
      data_plane_available = false
    }
  }
}

resource "azurerm_resource_group" "this" {
  name     = var.name
  location = var.location
}

module "control_plane" {
  source = "../../azure-control-plane"

  name                = var.name
  resource_group      = azurerm_resource_group.this.name
  location            = azurerm_resource_group.this.location
  org                 = var.org
  root_key            = var.root_key
  signing_certificate = var.signing_certificate
  alarm_action_groups = var.alarm_action_groups
}

# Made once the control plane runs: `landfall pool show default` tells the pool's id.
module "runners" {
  source = "../../azure-runner-pool"
  count  = var.pool == null ? 0 : 1

  name                 = "${var.name}-runners"
  resource_group       = azurerm_resource_group.this.name
  location             = azurerm_resource_group.this.location
  server               = module.control_plane.url
  pool                 = var.pool
  root_key             = var.root_key
  subnet               = var.subnet
  runner_package       = var.runner_package
  terraform            = var.terraform
  plan_key_secret      = var.plan_key_secret
  operation_identities = var.operation_identities
  admin_public_key     = var.admin_public_key
  min_size             = 1
}

output "url" {
  description = "Where the API is, once the zip is deployed."
  value       = module.control_plane.url
}

output "signing_key" {
  description = "The signing key's version in use."
  value       = module.control_plane.signing_key
}

output "runner_principal" {
  description = "What the pool must trust: `landfall pool trust default --azure-tenant TENANT --azure-principal ID`."
  value       = one(module.runners[*].principal_id)
}
