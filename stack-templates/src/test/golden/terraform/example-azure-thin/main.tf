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

module "archive_acme" {
  source  = "registry.example.com/archive/stack/azurerm"
  version = "1.4.0"

  name          = "archive-acme"
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
  resource_group     = var.resource_group
  secret_license_key = var.secret_license_key
  input_domain       = var.input_domain
}

variable "resource_group" {
  description = "Name of the resource group, which exists and has nothing else in it."
  type        = string
  nullable    = false
}

variable "secret_license_key" {
  description = "License key: As it stands in your order."
  type        = string
  nullable    = false
  sensitive   = true
  ephemeral   = true
}

variable "input_domain" {
  description = "Archive, Domain: Under which the archive is reached."
  type        = string
  nullable    = false
}

output "archive_acme" {
  description = "What the stack has."
  value       = module.archive_acme
}
