output "scale_set" {
  description = "Id of the scale set."
  value       = azurerm_linux_virtual_machine_scale_set.runner.id
}

output "vault" {
  description = "Address of the vault."
  value       = azurerm_key_vault.this.vault_uri
}

output "state_account" {
  description = "Name of the account with Terraform's states."
  value       = module.state.account
}

output "workspace" {
  description = "Id of the workspace with the logs."
  value       = azurerm_log_analytics_workspace.this.id
}

output "runner_principal" {
  description = "The runner's own identity, as the vendor's pool trusts it."
  value       = azurerm_user_assigned_identity.runner.principal_id
}
