output "principal_id" {
  description = "Principal id of the runners' identity: let it join by `landfall pool trust POOL --azure-tenant TENANT --azure-principal ID`."
  value       = azurerm_user_assigned_identity.runner.principal_id
}

output "client_id" {
  description = "Client id of the runners' identity."
  value       = azurerm_user_assigned_identity.runner.client_id
}

output "scale_set" {
  description = "Id of the scale set."
  value       = azurerm_linux_virtual_machine_scale_set.runner.id
}

output "bootstrap" {
  description = "The script that a machine runs at its first start; it holds no secret."
  value       = module.bootstrap.user_data
}
