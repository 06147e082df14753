# Images of runners: Amazon's for two processors, Azure's, and a container for a look at the result without a cloud. One script makes all of
# them. `packer init` reads plugins.pkr.hcl, which names the plug-ins of newer versions of Packer.

variable "archive" {
  type        = string
  description = "The runner's archive for x86-64 that `make dist` makes."
}

variable "archive_sha256" {
  type        = string
  description = "SHA-256 of the archive."
}

variable "archive_arm64" {
  type        = string
  default     = ""
  description = "The archive for arm64."
}

variable "archive_arm64_sha256" {
  type    = string
  default = ""
}

variable "version" {
  type        = string
  default     = "0.1.0-SNAPSHOT"
  description = "Goes into names and tags."
}

variable "tools" {
  type        = string
  default     = "git terraform helm kubectl"
  description = "Which of the tools to install: git of the distribution, and those that are pinned."
}

variable "aws_region" {
  type    = string
  default = "eu-central-1"
}

variable "aws_kms_key" {
  type        = string
  default     = ""
  description = "Key that encrypts the image; the account's own when empty."
}

variable "azure_subscription_id" {
  type    = string
  default = ""
}

variable "azure_client_id" {
  type    = string
  default = ""
}

variable "azure_client_secret" {
  type      = string
  default   = ""
  sensitive = true
}

variable "azure_tenant_id" {
  type    = string
  default = ""
}

variable "azure_resource_group" {
  type    = string
  default = "landfall-images"
}

variable "azure_location" {
  type    = string
  default = "West Europe"
}

variable "container_base" {
  type        = string
  default     = "debian:12-slim"
  description = "Image that the container begins with; it must be there already."
}

source "amazon-ebs" "x86" {
  region                  = var.aws_region
  instance_type           = "t3.small"
  ssh_username            = "admin"
  ami_name                = "landfall-runner-${var.version}-x86_64-${formatdate("YYYYMMDDhhmm", timestamp())}"
  ami_description         = "Landfall runner ${var.version} on Debian 12"
  ami_virtualization_type = "hvm"
  ena_support             = true
  encrypt_boot            = true
  kms_key_id              = var.aws_kms_key

  source_ami_filter {
    filters = {
      name                = "debian-12-amd64-*"
      root-device-type    = "ebs"
      virtualization-type = "hvm"
    }
    owners      = ["136693071363"]
    most_recent = true
  }

  launch_block_device_mappings {
    device_name           = "/dev/xvda"
    volume_type           = "gp3"
    volume_size           = 16
    throughput            = 125
    iops                  = 3000
    delete_on_termination = true
  }

  tags = {
    "landfall:version" = var.version
  }
}

source "amazon-ebs" "arm64" {
  region                  = var.aws_region
  instance_type           = "t4g.small"
  ssh_username            = "admin"
  ami_name                = "landfall-runner-${var.version}-arm64-${formatdate("YYYYMMDDhhmm", timestamp())}"
  ami_description         = "Landfall runner ${var.version} on Debian 12"
  ami_virtualization_type = "hvm"
  ena_support             = true
  encrypt_boot            = true
  kms_key_id              = var.aws_kms_key

  source_ami_filter {
    filters = {
      name                = "debian-12-arm64-*"
      root-device-type    = "ebs"
      virtualization-type = "hvm"
    }
    owners      = ["136693071363"]
    most_recent = true
  }

  launch_block_device_mappings {
    device_name           = "/dev/xvda"
    volume_type           = "gp3"
    volume_size           = 16
    throughput            = 125
    iops                  = 3000
    delete_on_termination = true
  }

  tags = {
    "landfall:version" = var.version
  }
}

source "azure-arm" "x86" {
  subscription_id                   = var.azure_subscription_id
  client_id                         = var.azure_client_id
  client_secret                     = var.azure_client_secret
  tenant_id                         = var.azure_tenant_id
  location                          = var.azure_location
  vm_size                           = "Standard_B2s"
  os_type                           = "Linux"
  image_publisher                   = "Debian"
  image_offer                       = "debian-12"
  image_sku                         = "12-gen2"
  managed_image_resource_group_name = var.azure_resource_group
  managed_image_name                = "landfall-runner-${var.version}-${formatdate("YYYYMMDDhhmm", timestamp())}"

  azure_tags = {
    "landfall-version" = var.version
  }
}

source "docker" "runner" {
  image  = var.container_base
  pull   = false
  commit = true
}

build {
  sources = ["source.amazon-ebs.x86", "source.azure-arm.x86", "source.docker.runner"]

  provisioner "file" {
    source      = var.archive
    destination = "/tmp/landfall-runner.tar.gz"
  }

  provisioner "shell" {
    script = "${path.root}/provision.sh"
    environment_vars = [
      "LANDFALL_ARCHIVE=/tmp/landfall-runner.tar.gz",
      "LANDFALL_SHA256=${var.archive_sha256}",
      "LANDFALL_TOOLS=${var.tools}",
    ]
    execute_command = "chmod +x {{ .Path }}; $(command -v sudo) env {{ .Vars }} {{ .Path }} && rm -f /tmp/landfall-runner.tar.gz"
  }

  # Azure's agent forgets what it knows of this machine.
  provisioner "shell" {
    only            = ["azure-arm.x86"]
    inline          = ["/usr/sbin/waagent -force -deprovision+user && sync"]
    execute_command = "sudo sh {{ .Path }}"
  }
}

build {
  sources = ["source.amazon-ebs.arm64"]

  provisioner "file" {
    source      = var.archive_arm64
    destination = "/tmp/landfall-runner.tar.gz"
  }

  provisioner "shell" {
    script = "${path.root}/provision.sh"
    environment_vars = [
      "LANDFALL_ARCHIVE=/tmp/landfall-runner.tar.gz",
      "LANDFALL_SHA256=${var.archive_arm64_sha256}",
      "LANDFALL_TOOLS=${var.tools}",
    ]
    execute_command = "chmod +x {{ .Path }}; sudo env {{ .Vars }} {{ .Path }} && rm -f /tmp/landfall-runner.tar.gz"
  }
}
