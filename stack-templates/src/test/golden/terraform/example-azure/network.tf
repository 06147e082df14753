locals {
  network_id = azurerm_virtual_network.this.id
  subnet_id  = azurerm_subnet.runner.id
}

# Made once: subnets that are added later stay.
resource "azurerm_virtual_network" "this" {
  name                = var.name
  resource_group_name = data.azurerm_resource_group.this.name
  location            = local.location
  tags                = local.tags

  address_space = [var.network_cidr]

  lifecycle {
    ignore_changes = [address_space]
  }
}

resource "azurerm_subnet" "runner" {
  name                            = "runner"
  resource_group_name             = azurerm_virtual_network.this.resource_group_name
  virtual_network_name            = azurerm_virtual_network.this.name
  address_prefixes                = [cidrsubnet(var.network_cidr, 24 - tonumber(split("/", var.network_cidr)[1]), 0)]
  default_outbound_access_enabled = false

  lifecycle {
    ignore_changes = [address_prefixes]
  }
}

# From which the runner is seen outside; nothing comes in by it.
resource "azurerm_public_ip" "out" {
  name                = "${var.name}-out"
  resource_group_name = data.azurerm_resource_group.this.name
  location            = local.location
  tags                = local.tags

  sku               = "Standard"
  allocation_method = "Static"
}

resource "azurerm_nat_gateway" "out" {
  name                = "${var.name}-out"
  resource_group_name = data.azurerm_resource_group.this.name
  location            = local.location
  tags                = local.tags

  sku_name = "Standard"
}

resource "azurerm_nat_gateway_public_ip_association" "out" {
  nat_gateway_id       = azurerm_nat_gateway.out.id
  public_ip_address_id = azurerm_public_ip.out.id
}

resource "azurerm_subnet_nat_gateway_association" "runner" {
  subnet_id      = azurerm_subnet.runner.id
  nat_gateway_id = azurerm_nat_gateway.out.id
}

resource "azurerm_subnet_network_security_group_association" "runner" {
  subnet_id                 = azurerm_subnet.runner.id
  network_security_group_id = azurerm_network_security_group.runner.id
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
