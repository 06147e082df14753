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

variable "cluster_name" {
  description = "Your EKS cluster in this region, with the add-on eks-pod-identity-agent. The runner lives in its namespace landfall."
  type        = string
  nullable    = false

  validation {
    condition     = can(regex("^[0-9A-Za-z][A-Za-z0-9_-]{0,99}$", var.cluster_name))
    error_message = "This cannot be the name of an EKS cluster."
  }
}

variable "enable_deprovision" {
  description = "Deprovision: Takes it down."
  type        = bool
  default     = true
  nullable    = false
}

variable "enable_maintenance" {
  description = "Maintain: Changes it, and runs actions."
  type        = bool
  default     = true
  nullable    = false
}

variable "enable_provision" {
  description = "Provision: Makes what Ledger is made of."
  type        = bool
  default     = true
  nullable    = false
}
