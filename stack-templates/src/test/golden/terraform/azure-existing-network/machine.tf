locals {
  # The runner's settings.
  settings = {
    LANDFALL_RUNNER_DRAIN_TIMEOUT_SECONDS = "3600"
    LANDFALL_RUNNER_IDENTITY              = "azure"
    LANDFALL_RUNNER_IDENTITY_CLIENT_ID    = azurerm_user_assigned_identity.runner.client_id
    LANDFALL_RUNNER_POOL                  = var.pool
    LANDFALL_RUNNER_ROOT_KEY              = var.root_key
    LANDFALL_RUNNER_SERVER                = var.control_plane
  }

  # What the machine's first script is told.
  told = {
    RUNNER_URL                 = "https://releases.example.com/landfall-0.3.1.tar.gz"
    RUNNER_SHA256              = "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08"
    JDK_URL                    = ""
    JDK_SHA256                 = ""
    TERRAFORM_URL              = ""
    TERRAFORM_SHA256           = ""
    TERRAFORM_PROGRAM          = ""
    POLICY_BASE64              = base64encode(var.policy_file == null ? "" : var.policy_file)
    RELEASE_KEY_BASE64         = "eyJjcnYiOiJQLTI1NiIsImt0eSI6IkVDIiwieCI6ImY4M09KM0QyeEYxQmc4dnViOXRMZTFnSE16Vjc2ZThUdXM5dVBIdlJWRVUiLCJ5IjoieF9GRXpSdTltMzZITE5fdHVlNjU5TE5wWFc2cEN5U3Rpa1lqS0lXSTVhMCJ9"
    PLAN_KEY                   = azurerm_key_vault_secret.plan_key.versionless_id
    IDENTITY_CLIENT_ID         = azurerm_user_assigned_identity.runner.client_id
    SERVICE_ENVIRONMENT_BASE64 = base64encode(join("", [for name, value in local.settings : "${name}='${value}'\n"]))
    STOP_SECONDS               = "3900"
  }
  first_start = join("", concat(["#!/bin/sh\nset -eu\n"], [for name, value in local.told : "export ${name}='${value}'\n"], [file("${path.module}/first-start.sh")]))

  # What the control plane is told; there is no secret in it.
  statement = {
    type            = "azure"
    event           = "@@EVENT@@"
    stack           = "${data.azurerm_resource_group.this.id}/providers/Microsoft.Compute/virtualMachineScaleSets/${var.name}"
    tenant          = data.azurerm_client_config.this.tenant_id
    subscription    = data.azurerm_client_config.this.subscription_id
    resourceGroup   = data.azurerm_resource_group.this.name
    location        = local.location
    network         = local.network_id
    subnets         = [local.subnet_id]
    runnerClient    = azurerm_user_assigned_identity.runner.client_id
    runnerPrincipal = azurerm_user_assigned_identity.runner.principal_id
    roles           = { for name, value in local.roles : name => value if value != null }
    secrets         = { for name, value in local.secrets : name => value if value != null }
    inputs          = { for name, value in local.inputs : name => value if value != null }
    vault           = azurerm_key_vault.this.vault_uri
    stateAccount    = module.state.account
    stateContainer  = module.state.container
    planKey         = azurerm_key_vault_secret.plan_key.versionless_id
    logWorkspace    = azurerm_log_analytics_workspace.this.id
    runnerEnabled   = var.runner_enabled
  }
  secrets = {
    license_key   = azurerm_key_vault_secret.secret_license_key.versionless_id
    smtp_password = one(azurerm_key_vault_secret.secret_smtp_password[*].versionless_id)
    db_password   = azurerm_key_vault_secret.secret_db_password.versionless_id
  }
  roles = {
    provision   = one(azurerm_user_assigned_identity.role_provision[*].client_id)
    maintenance = one(azurerm_user_assigned_identity.role_maintenance[*].client_id)
    deprovision = one(azurerm_user_assigned_identity.role_deprovision[*].client_id)
    emergency   = one(azurerm_user_assigned_identity.role_emergency[*].client_id)
    backup      = one(azurerm_user_assigned_identity.role_backup[*].client_id)
  }
  inputs = {
    nodes  = var.input_nodes
    zones  = var.input_zones
    domain = var.input_domain
    public = var.input_public
    labels = jsondecode(coalesce(var.input_labels, "{}"))
  }
  phone_home_script = replace(replace(file("${path.module}/phone-home.sh"), "@@NONCES@@", "${var.phone_home}/nonces"), "@@ADDRESS@@", var.phone_home)
  phone_home        = replace(replace(local.phone_home_script, "@@CLIENT_ID@@", azurerm_user_assigned_identity.runner.client_id), "@@STATEMENT@@", base64encode(jsonencode(local.statement)))
}

# One machine, without a public address or a way in.
resource "azurerm_linux_virtual_machine_scale_set" "runner" {
  name                = var.name
  resource_group_name = data.azurerm_resource_group.this.name
  location            = local.location
  tags                = local.tags

  sku                             = var.vm_size
  instances                       = var.runner_enabled ? 1 : 0
  upgrade_mode                    = "Automatic"
  overprovision                   = false
  single_placement_group          = false
  computer_name_prefix            = var.name
  admin_username                  = "landfalladmin"
  disable_password_authentication = true
  encryption_at_host_enabled      = var.encryption_at_host
  custom_data                     = base64encode(local.first_start)

  # Azure asks for a key. Nobody has the private half of this one, and no port is open for it.
  admin_ssh_key {
    username   = "landfalladmin"
    public_key = "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIKzzIogiku88gyeZDJgCj6atUKUILoaeleDydTwdZVLb"
  }

  # What is not here cannot be had by whatever runs on the machine.
  identity {
    type = "UserAssigned"
    identity_ids = flatten([
      azurerm_user_assigned_identity.runner.id,
      azurerm_user_assigned_identity.role_provision[*].id,
      azurerm_user_assigned_identity.role_maintenance[*].id,
      azurerm_user_assigned_identity.role_deprovision[*].id,
      azurerm_user_assigned_identity.role_emergency[*].id,
      azurerm_user_assigned_identity.role_backup[*].id,
    ])
  }

  source_image_reference {
    publisher = "Canonical"
    offer     = "ubuntu-24_04-lts"
    sku       = "server-arm64"
    version   = "latest"
  }

  os_disk {
    storage_account_type = "Premium_LRS"
    caching              = "ReadWrite"
    disk_size_gb         = 40
  }

  network_interface {
    name                      = "runner"
    primary                   = true
    network_security_group_id = azurerm_network_security_group.runner.id

    ip_configuration {
      name      = "runner"
      primary   = true
      subnet_id = local.subnet_id
    }
  }

  automatic_instance_repair {
    enabled      = true
    grace_period = "PT30M"
    action       = "Replace"
  }

  # Scheduled events tell the runner, which drains.
  termination_notification {
    enabled = true
    timeout = "PT15M"
  }

  extension {
    name                       = "health"
    publisher                  = "Microsoft.ManagedServices"
    type                       = "ApplicationHealthLinux"
    type_handler_version       = "1.0"
    auto_upgrade_minor_version = true
    settings = jsonencode({
      protocol    = "http"
      port        = 9119
      requestPath = "/"
    })
  }

  extension {
    name                       = "log"
    publisher                  = "Microsoft.Azure.Monitor"
    type                       = "AzureMonitorLinuxAgent"
    type_handler_version       = "1.33"
    auto_upgrade_minor_version = true
    settings = jsonencode({
      authentication = {
        managedIdentity = {
          "identifier-name"  = "mi_res_id"
          "identifier-value" = azurerm_user_assigned_identity.runner.id
        }
      }
    })
  }

  # Runs again whenever what it says changes.
  extension {
    name                       = "phone-home"
    publisher                  = "Microsoft.Azure.Extensions"
    type                       = "CustomScript"
    type_handler_version       = "2.1"
    auto_upgrade_minor_version = true
    settings = jsonencode({
      script = base64encode(local.phone_home)
    })
  }

  depends_on = [azurerm_role_assignment.runner_reads_secrets]
}
