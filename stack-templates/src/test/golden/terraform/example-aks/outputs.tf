output "helm_command" {
  description = "Installs the runner, and changes it."
  value       = "helm upgrade --install landfall-runner charts/landfall-runner --namespace landfall --create-namespace --values values.json"
}

output "helm_values" {
  description = "Values of the chart, for values.json."
  value       = jsonencode(local.helm_values)
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
