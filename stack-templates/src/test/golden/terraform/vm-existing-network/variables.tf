# What differs between installs: given by install.auto.tfvars, or by who calls this module.
variable "name" {
  description = "With what all names begin; must differ within an account."
  type        = string
  nullable    = false

  validation {
    condition     = can(regex("^[a-z][a-z0-9]*(-[a-z0-9]+)*$", var.name)) && length(var.name) >= 3 && length(var.name) <= 32
    error_message = "The name has 3 to 32 of a-z, 0-9 and single -, a letter first."
  }
}

variable "install_id" {
  description = "Id of the install."
  type        = string
  nullable    = false

  validation {
    condition     = can(regex("^[A-Za-z0-9_-]+$", var.install_id))
    error_message = "This is not the id of an install."
  }
}

variable "control_plane" {
  description = "Address of the vendor's control plane."
  type        = string
  nullable    = false

  validation {
    condition     = can(regex("^https://[A-Za-z0-9.:-]+(/[A-Za-z0-9._~:/@!*,;=%+-]*)?$", var.control_plane))
    error_message = "This is not an address that begins with https://."
  }
}

variable "phone_home" {
  description = "Address that is told what the stack has."
  type        = string
  nullable    = false

  validation {
    condition     = can(regex("^https://[A-Za-z0-9.:-]+(/[A-Za-z0-9._~:/@!*,;=%+-]*)?$", var.phone_home))
    error_message = "This is not an address that begins with https://."
  }
}

variable "pool" {
  description = "Pool that the runner joins."
  type        = string
  nullable    = false

  validation {
    condition     = can(regex("^[A-Za-z0-9_-]+$", var.pool))
    error_message = "This is not the id of a pool."
  }
}

variable "root_key" {
  description = "Public root key of the control plane as a JWK, on which the runner insists."
  type        = string
  nullable    = false

  validation {
    condition     = can(jsondecode(var.root_key).x) && !strcontains(var.root_key, "'")
    error_message = "The root key is a JWK in JSON."
  }
}

variable "account" {
  description = "The AWS account that this is for; null for any."
  type        = string
  default     = null

  validation {
    condition     = var.account == null || can(regex("^[0-9]{12}$", var.account))
    error_message = "The number of an AWS account has 12 digits."
  }
}

variable "region" {
  description = "The region that this is for; null for any."
  type        = string
  default     = null
}

variable "policy_file" {
  description = "Text of your policy.toml, by which the runner refuses what you do not want; null for none."
  type        = string
  default     = null
}

variable "tags" {
  description = "On everything that can have tags."
  type        = map(string)
  default     = {}
  nullable    = false
}

# What the customer chooses.
variable "runner_enabled" {
  description = "false stops the runner: nothing of the vendor runs here any more, and nothing is deleted."
  type        = bool
  default     = true
  nullable    = false
}

variable "vpc_id" {
  description = "Your VPC, in which the runner stands."
  type        = string
  nullable    = false

  validation {
    condition     = can(regex("^vpc-[0-9a-f]+$", var.vpc_id))
    error_message = "The id of a VPC begins with vpc-."
  }
}

variable "subnet_ids" {
  description = "Private subnets of that VPC with a way out to the internet, such as a NAT gateway."
  type        = list(string)
  nullable    = false

  validation {
    condition     = length(var.subnet_ids) > 0 && alltrue([for id in var.subnet_ids : can(regex("^subnet-[0-9a-f]+$", id))])
    error_message = "Give at least one subnet; the id of a subnet begins with subnet-."
  }
}

variable "instance_type" {
  description = "Type of the machine. Its disk has 40 GiB and is encrypted."
  type        = string
  default     = "t4g.medium"
  nullable    = false

  validation {
    condition     = contains(["t4g.medium", "t4g.large", "m7g.large", "m6g.large", "m7g.xlarge"], var.instance_type)
    error_message = "Choose one of t4g.medium, t4g.large, m7g.large, m6g.large, m7g.xlarge."
  }
}

variable "image_parameter" {
  description = "SSM parameter with the image's id: Amazon Linux 2023."
  type        = string
  default     = "/aws/service/ami-amazon-linux-latest/al2023-ami-kernel-default-arm64"
  nullable    = false
}

variable "image_id" {
  description = "Image of the machine instead of the parameter's; null for none."
  type        = string
  default     = null

  validation {
    condition     = var.image_id == null || can(regex("^ami-[0-9a-f]+$", var.image_id))
    error_message = "The id of an image begins with ami-."
  }
}

variable "enable_provision" {
  description = "Acme provision: What Acme needs to provision."
  type        = bool
  default     = true
  nullable    = false
}

variable "enable_maintenance" {
  description = "Acme maintenance: What Acme needs to maintenance."
  type        = bool
  default     = true
  nullable    = false
}

variable "enable_deprovision" {
  description = "Acme deprovision: What Acme needs to deprovision."
  type        = bool
  default     = true
  nullable    = false
}

variable "enable_emergency" {
  description = "Acme emergency: What Acme needs to emergency."
  type        = bool
  default     = false
  nullable    = false
}

variable "enable_backup" {
  description = "Acme backup: What Acme needs to backup."
  type        = bool
  default     = false
  nullable    = false
}

variable "secret_license_key" {
  description = "The license_key: What license_key is for."
  type        = string
  nullable    = false
  sensitive   = true
  ephemeral   = true

  validation {
    condition     = length(trimspace(var.secret_license_key)) > 0
    error_message = "It must not be empty."
  }
}

variable "secret_license_key_version" {
  description = "Raise it with each new value of secret_license_key, which is written then."
  type        = number
  default     = 1
  nullable    = false

  validation {
    condition     = var.secret_license_key_version >= 1 && floor(var.secret_license_key_version) == var.secret_license_key_version
    error_message = "It is a whole number from 1."
  }
}

variable "secret_smtp_password" {
  description = "The smtp_password: What smtp_password is for."
  type        = string
  default     = null
  sensitive   = true
  ephemeral   = true

  validation {
    condition     = length(trimspace(coalesce(var.secret_smtp_password, " "))) > 0 == (var.secret_smtp_password_version > 0)
    error_message = "Set secret_smtp_password_version to 1 when you give secret_smtp_password, and to 0 when there is none."
  }

  validation {
    condition     = var.secret_smtp_password == null || can(regex("^([A-Za-z0-9+/]{4})*([A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?$", coalesce(var.secret_smtp_password, "")))
    error_message = "It must be in base64."
  }
}

variable "secret_smtp_password_version" {
  description = "0: there is no secret_smtp_password. Raise it with each new value, which is written then."
  type        = number
  default     = 0
  nullable    = false

  validation {
    condition     = var.secret_smtp_password_version >= 0 && floor(var.secret_smtp_password_version) == var.secret_smtp_password_version
    error_message = "It is a whole number from 0."
  }
}

variable "input_nodes" {
  description = "The nodes: What nodes is for."
  type        = number
  default     = 3
  nullable    = false
}

variable "input_zones" {
  description = "The zones: What zones is for."
  type        = list(string)
  default     = ["a", "b"]
  nullable    = false
}

variable "input_domain" {
  description = "The domain: What domain is for."
  type        = string
  nullable    = false

  validation {
    condition     = length(trimspace(var.input_domain)) > 0
    error_message = "It must not be empty."
  }
}

variable "input_public" {
  description = "The public: What public is for."
  type        = bool
  default     = false
  nullable    = false
}

variable "input_labels" {
  description = "The labels: What labels is for."
  type        = string
  default     = "{}"
  nullable    = false

  validation {
    condition     = var.input_labels == null || can(jsondecode(var.input_labels))
    error_message = "It must be JSON."
  }
}
