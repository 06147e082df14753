output "account" {
  description = "Name of the account."
  value       = azurerm_storage_account.states.name
}

output "container" {
  description = "Name of the container."
  value       = azurerm_storage_container.states.name
}

output "container_id" {
  description = "Id of the container."
  value       = "${azurerm_storage_account.states.id}/blobServices/default/containers/${azurerm_storage_container.states.name}"
}
