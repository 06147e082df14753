# Whose stack this is. Your own values belong into terraform.tfvars.
name          = "acme-bank"
install_id    = "in_0123456789abcdef"
control_plane = "https://landfall.example.com"
phone_home    = "https://landfall.example.com/v1/installs/in_0123456789abcdef/phone-home"
pool          = "pool_0001"
root_key      = "{\"crv\":\"P-256\",\"kty\":\"EC\",\"x\":\"f83OJ3D2xF1Bg8vub9tLe1gHMzV76e8Tus9uPHvRVEU\",\"y\":\"x_FEzRu9m36HLN_tue659LNpXW6pCyStikYjKIWI5a0\"}"
subscription  = "11111111-2222-3333-4444-555555555555"
location      = "westeurope"
policy_file   = <<-EOT
  kinds = ["terraform", "action"]
EOT
tags = {
  team = "platform"
}
