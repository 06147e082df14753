locals {
  tags = merge(var.tags, { "landfall-pool" = var.pool })
}

# The runner's own identity: it proves who it is and has no role but to read the key of plans.
resource "azurerm_user_assigned_identity" "runner" {
  name                = "${var.name}-runner"
  resource_group_name = var.resource_group
  location            = var.location
  tags                = local.tags
}

resource "azurerm_role_assignment" "plan_key" {
  count = var.plan_key_secret == null ? 0 : 1

  scope                = var.plan_key_secret.id
  role_definition_name = "Key Vault Secrets User"
  principal_id         = azurerm_user_assigned_identity.runner.principal_id
  principal_type       = "ServicePrincipal"
}

module "bootstrap" {
  source = "../runner-bootstrap"

  runner_package = var.runner_package
  jdk            = var.jdk
  terraform      = var.terraform
  policy         = var.policy
  release_key    = var.release_key
  plan_key       = try(var.plan_key_secret.url, null)
  stop_seconds   = 60 * var.notice_minutes + 300

  settings = merge(var.settings, {
    LANDFALL_RUNNER_SERVER             = var.server
    LANDFALL_RUNNER_POOL               = var.pool
    LANDFALL_RUNNER_IDENTITY           = "azure"
    LANDFALL_RUNNER_IDENTITY_CLIENT_ID = azurerm_user_assigned_identity.runner.client_id
    LANDFALL_RUNNER_ROOT_KEY           = var.root_key == null ? null : jsonencode(jsondecode(var.root_key))
  })
}

# Nothing comes in, not even from the same network: a runner asks for its work.
resource "azurerm_network_security_group" "runner" {
  name                = "${var.name}-runner"
  resource_group_name = var.resource_group
  location            = var.location
  tags                = local.tags

  security_rule {
    name                       = "nothing-in"
    direction                  = "Inbound"
    access                     = "Deny"
    priority                   = 100
    protocol                   = "*"
    source_address_prefix      = "*"
    source_port_range          = "*"
    destination_address_prefix = "*"
    destination_port_range     = "*"
  }

  security_rule {
    name                       = "out"
    direction                  = "Outbound"
    access                     = "Allow"
    priority                   = 100
    protocol                   = "Tcp"
    source_address_prefix      = "*"
    source_port_range          = "*"
    destination_address_prefix = "Internet"
    destination_port_ranges    = [for port in sort([for each in var.egress_ports : format("%05d", each)]) : tostring(tonumber(port))]
  }

  security_rule {
    name                       = "nothing-else-out"
    direction                  = "Outbound"
    access                     = "Deny"
    priority                   = 4096
    protocol                   = "*"
    source_address_prefix      = "*"
    source_port_range          = "*"
    destination_address_prefix = "Internet"
    destination_port_range     = "*"
  }
}

resource "azurerm_linux_virtual_machine_scale_set" "runner" {
  name                            = var.name
  resource_group_name             = var.resource_group
  location                        = var.location
  sku                             = var.size
  instances                       = var.min_size
  priority                        = var.spot ? "Spot" : "Regular"
  eviction_policy                 = var.spot ? "Delete" : null
  upgrade_mode                    = "Manual"
  overprovision                   = false
  single_placement_group          = false
  admin_username                  = "landfalladmin"
  disable_password_authentication = true
  encryption_at_host_enabled      = var.encryption_at_host
  secure_boot_enabled             = true
  vtpm_enabled                    = true
  custom_data                     = base64encode(module.bootstrap.user_data)
  tags                            = local.tags

  admin_ssh_key {
    username   = "landfalladmin"
    public_key = var.admin_public_key
  }

  identity {
    type         = "UserAssigned"
    identity_ids = concat([azurerm_user_assigned_identity.runner.id], var.operation_identities)
  }

  source_image_reference {
    publisher = var.image.publisher
    offer     = var.image.offer
    sku       = var.image.sku
    version   = var.image.version
  }

  os_disk {
    storage_account_type = "Premium_LRS"
    caching              = "ReadWrite"
    disk_size_gb         = var.disk_gib
  }

  network_interface {
    name                      = "runner"
    primary                   = true
    network_security_group_id = azurerm_network_security_group.runner.id

    ip_configuration {
      name      = "runner"
      primary   = true
      subnet_id = var.subnet
    }
  }

  # Scheduled events tell the runner, which drains.
  termination_notification {
    enabled = true
    timeout = "PT${var.notice_minutes}M"
  }

  # How many there are is the autoscale setting's to say.
  lifecycle {
    ignore_changes = [instances]
  }

  depends_on = [azurerm_role_assignment.plan_key]
}

resource "azurerm_monitor_autoscale_setting" "runner" {
  count = var.queue == null ? 0 : 1

  name                = "${var.name}-runner"
  resource_group_name = var.resource_group
  location            = var.location
  target_resource_id  = azurerm_linux_virtual_machine_scale_set.runner.id
  tags                = local.tags

  profile {
    name = "waiting"

    capacity {
      minimum = var.min_size
      default = var.min_size
      maximum = var.max_size
    }

    dynamic "rule" {
      for_each = {
        Increase = { operator = "GreaterThan", window = "PT5M", cooldown = "PT3M" }
        Decrease = { operator = "LessThanOrEqual", window = "PT15M", cooldown = "PT5M" }
      }

      content {
        metric_trigger {
          metric_name        = "ApproximateMessageCount"
          metric_resource_id = "${var.queue.storage_account}/services/queue/queues/${var.queue.name}"
          time_grain         = "PT1M"
          statistic          = "Average"
          time_aggregation   = "Average"
          time_window        = rule.value.window
          operator           = rule.value.operator
          threshold          = 0
        }

        scale_action {
          direction = rule.key
          type      = "ChangeCount"
          value     = "1"
          cooldown  = rule.value.cooldown
        }
      }
    }
  }
}
