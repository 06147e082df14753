terraform {
  required_version = ">= 1.11"
}

provider "azurerm" {
  subscription_id     = "11111111-2222-3333-4444-555555555555"
  storage_use_azuread = true

  features {
    key_vault {
      purge_soft_delete_on_destroy          = false
      purge_soft_deleted_secrets_on_destroy = false
    }

    storage {
      data_plane_available = false
    }
  }
}

module "aks_acme" {
  source  = "registry.example.com/ledger/stack/azurerm"
  version = "1.4.0"

  name          = "aks-acme"
  install_id    = "in_0123456789abcdef"
  control_plane = "https://landfall.example.com"
  phone_home    = "https://landfall.example.com/v1/installs/in_0123456789abcdef/phone-home"
  pool          = "pool_0001"
  root_key      = "{\"crv\":\"P-256\",\"kty\":\"EC\",\"x\":\"f83OJ3D2xF1Bg8vub9tLe1gHMzV76e8Tus9uPHvRVEU\",\"y\":\"x_FEzRu9m36HLN_tue659LNpXW6pCyStikYjKIWI5a0\"}"
  subscription  = "11111111-2222-3333-4444-555555555555"
  location      = "westeurope"
  policy_file   = <<-EOT
    kinds = ["terraform", "action"]

    [terraform]
    operations = ["plan", "apply", "destroy"]
  EOT

  # What only the customer can say; the module's README lists what else can be chosen.
  resource_group = var.resource_group
  cluster_name   = var.cluster_name
}

variable "resource_group" {
  description = "Name of the resource group, which exists and has nothing else in it."
  type        = string
  nullable    = false
}

variable "cluster_name" {
  description = "Your AKS cluster. The runner lives in its namespace landfall, which must be the runner's alone."
  type        = string
  nullable    = false
}

output "aks_acme" {
  description = "What the stack has."
  value       = module.aks_acme
}
