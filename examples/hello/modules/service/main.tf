variable "network_id" {
  type = string
}

variable "subnets" {
  type = string
}

variable "greeting" {
  type = string
}

variable "replicas" {
  type = number
}

variable "license" {
  type      = string
  sensitive = true
}

resource "terraform_data" "replica" {
  count = var.replicas
  input = {
    network = var.network_id
    subnet  = element(split(",", var.subnets), count.index)
  }
}

resource "terraform_data" "service" {
  input = {
    greeting = var.greeting
    replicas = [for replica in terraform_data.replica : replica.id]
  }
}

output "message" {
  value = "${terraform_data.service.output.greeting} from ${var.replicas} replicas"
}

output "address" {
  value = "http://service.${substr(var.network_id, 0, 8)}.internal"
}

# Travels as a reference: the control plane never has the value, and every log masks it.
output "admin_password" {
  value     = sha256("${terraform_data.service.id}-${var.license}")
  sensitive = true
}
