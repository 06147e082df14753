terraform {
  required_version = ">= 1.11"
}

module "shop_acme" {
  source  = "registry.example.com/shop/stack/aws"
  version = "1.4.0"

  name          = "shop-acme"
  install_id    = "in_0123456789abcdef"
  control_plane = "https://landfall.example.com"
  phone_home    = "https://landfall.example.com/v1/installs/in_0123456789abcdef/phone-home"
  pool          = "pool_0001"
  root_key      = "{\"crv\":\"P-256\",\"kty\":\"EC\",\"x\":\"f83OJ3D2xF1Bg8vub9tLe1gHMzV76e8Tus9uPHvRVEU\",\"y\":\"x_FEzRu9m36HLN_tue659LNpXW6pCyStikYjKIWI5a0\"}"
  account       = "123456789012"
  region        = "eu-central-1"
  policy_file   = <<-EOT
    kinds = ["terraform", "action"]

    [terraform]
    operations = ["plan", "apply", "destroy"]
  EOT

  # What only the customer can say; the module's README lists what else can be chosen.
  secret_license_key = var.secret_license_key
  input_domain       = var.input_domain
}

variable "secret_license_key" {
  description = "License key: As it stands in your order."
  type        = string
  nullable    = false
  sensitive   = true
  ephemeral   = true
}

variable "input_domain" {
  description = "Domain: Under which the shop is reached."
  type        = string
  nullable    = false
}

output "shop_acme" {
  description = "What the stack has."
  value       = module.shop_acme
}
