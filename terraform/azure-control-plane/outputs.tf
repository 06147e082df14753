output "url" {
  description = "Where the API is, once the zip is deployed."
  value       = local.public_url
}

output "default_hostname" {
  description = "What a CNAME of the custom domain points at."
  value       = azurerm_function_app_flex_consumption.this.default_hostname
}

output "signing_key" {
  description = "The signing key's version in use; its public half is what the root key certifies."
  value       = local.signing_key
}

output "vault" {
  description = "Name of the vault of secrets and the signing key."
  value       = azurerm_key_vault.this.name
}

output "storage_account" {
  description = "Id of the storage account of records, queues and blobs."
  value       = azurerm_storage_account.this.id
}

output "queue_prefix" {
  description = "What the names of all queues begin with; the queue of a pool is PREFIX-POOL."
  value       = var.queue_prefix
}

output "identity" {
  description = "Principal id of the function app's identity."
  value       = azurerm_user_assigned_identity.function.principal_id
}
