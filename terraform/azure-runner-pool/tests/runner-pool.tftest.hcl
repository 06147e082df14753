variables {
  name             = "runners"
  resource_group   = "landfall"
  location         = "westeurope"
  server           = "https://landfall.example.com"
  pool             = "pool_0001"
  subnet           = "/subscriptions/1/resourceGroups/g/providers/Microsoft.Network/virtualNetworks/v/subnets/s"
  admin_public_key = "ssh-ed25519 AAAA"
  operation_identities = [
    "/subscriptions/1/resourceGroups/g/providers/Microsoft.ManagedIdentity/userAssignedIdentities/provision",
  ]
  runner_package = {
    url    = "https://example.com/landfall.tar.gz"
    sha256 = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"
  }
}

provider "azurerm" {
  features {}
  subscription_id = "00000000-0000-0000-0000-000000000001"
}

run "machines_are_closed_and_encrypted" {
  assert {
    condition     = azurerm_linux_virtual_machine_scale_set.runner.encryption_at_host_enabled && azurerm_linux_virtual_machine_scale_set.runner.secure_boot_enabled && azurerm_linux_virtual_machine_scale_set.runner.disable_password_authentication
    error_message = "Machines must be encrypted and without passwords."
  }

  assert {
    condition     = length(azurerm_linux_virtual_machine_scale_set.runner.network_interface[0].ip_configuration[0].public_ip_address) == 0
    error_message = "A machine must have no public address."
  }

  assert {
    condition     = [for rule in azurerm_network_security_group.runner.security_rule : rule.access if rule.direction == "Inbound"] == ["Deny"]
    error_message = "Nothing may come in."
  }

  assert {
    condition     = one([for rule in azurerm_network_security_group.runner.security_rule : rule.destination_port_ranges if rule.access == "Allow"]) == toset(["80", "443"])
    error_message = "Only HTTP and HTTPS may go out."
  }
}

run "each_operation_has_an_identity_of_its_own" {
  assert {
    condition     = length(azurerm_linux_virtual_machine_scale_set.runner.identity[0].identity_ids) == 2 && length(azurerm_role_assignment.plan_key) == 0
    error_message = "The machines must have the runner's identity and the operations', and the runner's no role."
  }

  assert {
    condition     = strcontains(base64decode(regex("SERVICE_ENVIRONMENT_BASE64='([^']*)'", output.bootstrap)[0]), "LANDFALL_RUNNER_IDENTITY_CLIENT_ID='${azurerm_user_assigned_identity.runner.client_id}'\n")
    error_message = "The runner must prove itself by its own identity."
  }
}

run "the_runner_may_read_the_plan_key_alone" {
  variables {
    plan_key_secret = {
      url = "https://acme.vault.azure.net/secrets/plan-key"
      id  = "/subscriptions/1/resourceGroups/g/providers/Microsoft.KeyVault/vaults/acme/secrets/plan-key"
    }
  }

  assert {
    condition     = azurerm_role_assignment.plan_key[0].scope == var.plan_key_secret.id
    error_message = "The scope must be the one secret."
  }
}

run "the_machine_drains_before_it_ends" {
  assert {
    condition     = azurerm_linux_virtual_machine_scale_set.runner.termination_notification[0].enabled && azurerm_linux_virtual_machine_scale_set.runner.termination_notification[0].timeout == "PT15M"
    error_message = "The runner must be told before the end."
  }
}

run "spot_machines_are_deleted_when_taken_away" {
  variables {
    spot  = true
    queue = { storage_account = "/subscriptions/1/resourceGroups/g/providers/Microsoft.Storage/storageAccounts/a", name = "landfall-pool-0001" }
  }

  assert {
    condition     = azurerm_linux_virtual_machine_scale_set.runner.priority == "Spot" && azurerm_linux_virtual_machine_scale_set.runner.eviction_policy == "Delete"
    error_message = "A spot machine must not be kept when it was taken away."
  }

  assert {
    condition     = azurerm_monitor_autoscale_setting.runner[0].profile[0].capacity[0].minimum == 0 && length(azurerm_monitor_autoscale_setting.runner[0].profile[0].rule) == 2
    error_message = "The pool must scale from nothing."
  }
}

run "what_cannot_be_is_refused" {
  command = plan

  variables {
    name                 = "Runners"
    server               = "http://landfall.example.com"
    pool                 = "default"
    operation_identities = ["provision"]
    plan_key_secret      = { url = "https://acme.vault.azure.net/secrets/plan-key", id = "/subscriptions/1/resourceGroups/g/providers/Microsoft.KeyVault/vaults/acme" }
    egress_ports         = [22]
    min_size             = 3
    max_size             = 2
    notice_minutes       = 60
  }

  expect_failures = [
    var.name, var.server, var.pool, var.operation_identities, var.plan_key_secret, var.egress_ports, var.max_size, var.notice_minutes,
  ]
}
