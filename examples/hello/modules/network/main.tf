variable "account" {
  type = string
}

variable "cidr" {
  type = string
}

resource "terraform_data" "network" {
  input = {
    account = var.account
    cidr    = var.cidr
  }
}

resource "terraform_data" "subnet" {
  count = 2
  input = {
    network = terraform_data.network.id
    cidr    = cidrsubnet(var.cidr, 8, count.index)
  }
}

output "network_id" {
  value = terraform_data.network.id
}

output "subnets" {
  value = join(",", [for subnet in terraform_data.subnet : subnet.output.cidr])
}
