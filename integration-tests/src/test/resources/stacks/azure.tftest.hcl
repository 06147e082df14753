# What must hold of an install's stack on Azure, before anything is made.
variables {
  resource_group     = "acme"
  secret_license_key = "typed-license"
  input_domain       = "archive.example.com"
}

run "the_machine_is_closed" {
  command = plan

  assert {
    condition     = azurerm_linux_virtual_machine_scale_set.runner.disable_password_authentication && azurerm_linux_virtual_machine_scale_set.runner.admin_password == null
    error_message = "FAULT password: nobody signs in by a password."
  }

  assert {
    condition     = length(azurerm_linux_virtual_machine_scale_set.runner.network_interface) == 1 && length(azurerm_linux_virtual_machine_scale_set.runner.network_interface[0].ip_configuration[0].public_ip_address) == 0
    error_message = "FAULT address: a machine has no public address."
  }

  assert {
    condition     = [for rule in azurerm_network_security_group.runner.security_rule : "${rule.access} ${rule.source_address_prefix} ${rule.destination_port_range}" if rule.direction == "Inbound"] == ["Deny * *"]
    error_message = "FAULT inbound: nothing comes in."
  }

  assert {
    condition     = one([for rule in azurerm_network_security_group.runner.security_rule : rule.destination_port_ranges if rule.direction == "Outbound" && rule.access == "Allow"]) == toset(["443", "80"])
    error_message = "FAULT outbound: only HTTPS and HTTP go out."
  }

  assert {
    condition     = azurerm_linux_virtual_machine_scale_set.runner.encryption_at_host_enabled && azurerm_linux_virtual_machine_scale_set.runner.secure_boot_enabled && azurerm_linux_virtual_machine_scale_set.runner.vtpm_enabled
    error_message = "FAULT encryption: disks are encrypted on the host, and only a signed system starts."
  }

  assert {
    condition     = azurerm_linux_virtual_machine_scale_set.runner.automatic_instance_repair[0].enabled && azurerm_linux_virtual_machine_scale_set.runner.automatic_instance_repair[0].action == "Replace" && azurerm_linux_virtual_machine_scale_set.runner.instances == 1
    error_message = "FAULT repair: one machine, which is replaced."
  }

  assert {
    condition     = !azurerm_subnet.runner.default_outbound_access_enabled && azurerm_virtual_network.this.address_space == toset(["10.128.0.0/16"]) && azurerm_subnet.runner.address_prefixes == tolist(["10.128.0.0/24"])
    error_message = "FAULT network: one subnet, whose only way out is the gateway."
  }
}

run "rights_end_at_the_resource_group" {
  command = plan

  variables {
    enable_emergency = true
    enable_backup    = true
  }

  assert {
    condition = alltrue([
      for assignment in concat(
        azurerm_role_assignment.role_provision_1, azurerm_role_assignment.role_provision_2, azurerm_role_assignment.role_maintenance_1,
        azurerm_role_assignment.role_deprovision_1, azurerm_role_assignment.role_deprovision_2, azurerm_role_assignment.role_emergency_1,
        azurerm_role_assignment.role_emergency_2, azurerm_role_assignment.role_backup_1,
      ) : assignment.scope == data.azurerm_resource_group.this.id
    ])
    error_message = "FAULT scope: an operation has its roles over the resource group."
  }

  assert {
    condition = alltrue([
      for definition in concat(
        azurerm_role_definition.role_provision_2, azurerm_role_definition.role_deprovision_2, azurerm_role_definition.role_emergency_2,
      ) : definition.scope == data.azurerm_resource_group.this.id && definition.assignable_scopes == tolist([data.azurerm_resource_group.this.id])
    ])
    error_message = "FAULT definition: a role of the vendor's can be given over the resource group alone."
  }
}

run "emergencies_and_custom_roles_are_off" {
  command = plan

  assert {
    condition     = length(azurerm_user_assigned_identity.role_emergency) == 0 && length(azurerm_user_assigned_identity.role_backup) == 0 && length(azurerm_role_assignment.role_emergency_state) == 0
    error_message = "FAULT emergency: there is no identity for emergencies until somebody says so."
  }

  assert {
    condition     = length(azurerm_user_assigned_identity.role_provision) == 1 && length(azurerm_key_vault_secret.secret_smtp_password) == 0
    error_message = "FAULT defaults: operations have their identities, and what nobody typed is not there."
  }
}

run "the_off_switch_ends_the_machine" {
  command = plan

  variables {
    runner_enabled = false
  }

  assert {
    condition     = azurerm_linux_virtual_machine_scale_set.runner.instances == 0 && length(azurerm_user_assigned_identity.role_provision) == 1
    error_message = "FAULT switch: there is no machine, and all else stays."
  }
}

run "secrets_are_written_and_not_kept" {
  command = plan

  variables {
    secret_smtp_password         = "dHlwZWQ="
    secret_smtp_password_version = 3
  }

  assert {
    condition     = azurerm_key_vault_secret.secret_smtp_password[0].value_wo_version == 3 && azurerm_key_vault_secret.secret_license_key.value_wo_version == 1
    error_message = "FAULT version: a secret is written anew when its version rises."
  }

  assert {
    condition     = azurerm_key_vault_secret.plan_key.value == null && azurerm_key_vault_secret.secret_license_key.value == null && azurerm_key_vault_secret.secret_smtp_password[0].value == null && azurerm_key_vault_secret.secret_db_password.value == null
    error_message = "FAULT secret: no secret is kept by Terraform."
  }

  assert {
    condition     = azurerm_key_vault.this.purge_protection_enabled && azurerm_key_vault.this.rbac_authorization_enabled && length(azurerm_key_vault.this.name) <= 24
    error_message = "FAULT vault: what is deleted from the vault can be had back."
  }
}

run "logs_are_kept" {
  command = plan

  assert {
    condition     = azurerm_log_analytics_workspace.this.retention_in_days == 30 && !azurerm_log_analytics_workspace.this.local_authentication_enabled && [for log in azurerm_monitor_diagnostic_setting.vault.enabled_log : log.category] == ["AuditEvent"]
    error_message = "FAULT log: the logs of machine and vault are kept, and no key opens them."
  }

  assert {
    condition     = azurerm_key_vault.this.tags == tomap({ "landfall:install" = "in_0123456789abcdef", "landfall:stack" = "acme-bank", team = "platform" })
    error_message = "FAULT tags: everything says whose it is."
  }
}

run "what_cannot_be_is_refused" {
  command = plan

  variables {
    name                         = "Acme"
    control_plane                = "http://landfall.example.com"
    phone_home                   = "https://landfall.example.com/'; reboot"
    pool                         = "pool 1"
    root_key                     = "none"
    network_cidr                 = "10.128.0.0/24"
    egress_ports                 = ["https"]
    secret_license_key           = ""
    secret_smtp_password_version = 1
    secret_license_key_version   = 0
    input_domain                 = ""
    input_labels                 = "{"
    vm_size                      = ""
  }

  expect_failures = [
    var.name, var.control_plane, var.phone_home, var.pool, var.root_key, var.network_cidr, var.egress_ports, var.secret_license_key,
    var.secret_smtp_password, var.secret_license_key_version, var.input_domain, var.input_labels, var.vm_size,
  ]
}

run "another_subscription_is_refused" {
  command = plan

  override_data {
    target = data.azurerm_client_config.this
    values = { subscription_id = "99999999-0000-0000-0000-000000000000" }
  }

  expect_failures = [data.azurerm_client_config.this]
}
