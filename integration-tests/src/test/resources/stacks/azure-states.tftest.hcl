# What must hold of the account with Terraform's states.
variables {
  name           = "acmebank0123456789abc"
  resource_group = "acme"
  location       = "westeurope"
  tags           = {}
}

provider "azurerm" {
  features {}
}

run "states_are_safe" {
  command = plan

  assert {
    condition     = !azurerm_storage_account.states.shared_access_key_enabled && !azurerm_storage_account.states.allow_nested_items_to_be_public && !azurerm_storage_account.states.local_user_enabled && azurerm_storage_account.states.min_tls_version == "TLS1_2"
    error_message = "FAULT keys: no key and no anonymous call opens the states."
  }

  assert {
    condition     = azurerm_storage_account.states.infrastructure_encryption_enabled && azurerm_storage_account.states.blob_properties[0].versioning_enabled && azurerm_storage_account.states.blob_properties[0].delete_retention_policy[0].days == 90
    error_message = "FAULT versions: states are encrypted twice and can be had back."
  }

  assert {
    condition     = azurerm_management_lock.states.lock_level == "CanNotDelete" && azurerm_storage_container.states.container_access_type == "private"
    error_message = "FAULT lock: states are locked against deletion."
  }
}
