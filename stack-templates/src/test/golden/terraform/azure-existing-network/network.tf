locals {
  network_id = regex("^(.+)/subnets/", var.subnet_id)[0]
  subnet_id  = var.subnet_id
}

# Nothing comes in, not even from the same network: a runner asks for its work.
resource "azurerm_network_security_group" "runner" {
  name                = "${var.name}-runner"
  resource_group_name = data.azurerm_resource_group.this.name
  location            = local.location
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
    destination_port_ranges    = var.egress_ports
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
