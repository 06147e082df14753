# Where this folder is applied as it is. Whoever calls it as a module sets the provider up, so it is not published.
provider "azurerm" {
  subscription_id     = var.subscription
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
