variable "install_id" {
  type = string
}

variable "region" {
  type = string
}

# Stands for an account: terraform_data is built into Terraform and OpenTofu, so nothing is downloaded.
resource "terraform_data" "account" {
  input = {
    install = var.install_id
    region  = var.region
  }
}

output "account" {
  value = "account-${substr(sha256(terraform_data.account.output.install), 0, 8)}"
}

output "region" {
  value = terraform_data.account.output.region
}
