# What differs between installs: given by install.auto.tfvars, or by who calls this module.
variable "name" {
  description = "With what all names begin; must differ within a subscription."
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

variable "subscription" {
  description = "The Azure subscription that this is for; null for any."
  type        = string
  default     = null
}

variable "location" {
  description = "Where everything is made; null for where the resource group is."
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

# What you choose.
variable "resource_group" {
  description = "Name of the resource group, which exists and has nothing else in it."
  type        = string
  nullable    = false
}

variable "extra_tags" {
  description = "More tags of everything that has tags."
  type        = map(string)
  default     = {}
  nullable    = false
}

variable "enable_provision" {
  description = "Acme provision (provision): What Acme needs to provision."
  type        = bool
  default     = true
  nullable    = false
}

variable "enable_maintenance" {
  description = "Acme maintenance (maintenance): What Acme needs to maintenance."
  type        = bool
  default     = true
  nullable    = false
}

variable "enable_deprovision" {
  description = "Acme deprovision (deprovision): What Acme needs to deprovision."
  type        = bool
  default     = true
  nullable    = false
}

variable "enable_emergency" {
  description = "Acme emergency (break-glass): What Acme needs to emergency."
  type        = bool
  default     = false
  nullable    = false
}

variable "enable_backup" {
  description = "Acme backup (action:backup): What Acme needs to backup."
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
    condition     = var.secret_license_key != ""
    error_message = "This secret is needed."
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
  default     = ""
  nullable    = false
  sensitive   = true
  ephemeral   = true

  validation {
    condition     = (var.secret_smtp_password != "") == (var.secret_smtp_password_version > 0)
    error_message = "Set secret_smtp_password_version to 1 when you give secret_smtp_password, and to 0 when there is none."
  }

  validation {
    condition     = can(regex("^[A-Za-z0-9+/]*={0,2}$", var.secret_smtp_password))
    error_message = "This is not base64."
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
  description = "Sizing, The nodes: What nodes is for."
  type        = number
  default     = 3
  nullable    = false
}

variable "input_zones" {
  description = "Sizing, The zones: What zones is for."
  type        = list(string)
  default     = ["a", "b"]
  nullable    = false
}

variable "input_domain" {
  description = "Access, The domain: What domain is for."
  type        = string
  nullable    = false

  validation {
    condition     = var.input_domain != ""
    error_message = "This input is needed."
  }
}

variable "input_public" {
  description = "Access, The public: What public is for."
  type        = bool
  default     = false
  nullable    = false
}

variable "input_labels" {
  description = "Access, The labels: What labels is for."
  type        = string
  default     = "{}"
  nullable    = false

  validation {
    condition     = can(jsondecode(coalesce(var.input_labels, "{}")))
    error_message = "This is not JSON."
  }
}

variable "runner_enabled" {
  description = "The off switch: false takes all identities from the runner, and nothing is deleted. Apply the new Helm values too, which end its pod."
  type        = bool
  default     = true
  nullable    = false
}

variable "cluster_name" {
  description = "Your AKS cluster. The runner lives in its namespace landfall, which must be the runner's alone."
  type        = string
  nullable    = false

  validation {
    condition     = can(regex("^[A-Za-z0-9]([A-Za-z0-9_-]{0,61}[A-Za-z0-9])?$", var.cluster_name))
    error_message = "This cannot be the name of an AKS cluster."
  }
}

variable "cluster_resource_group" {
  description = "Resource group of the cluster; null for this one."
  type        = string
  default     = null
}

variable "oidc_issuer" {
  description = "Address of the cluster's OIDC issuer, https; null to read it from the cluster, whose issuer must be on."
  type        = string
  default     = null

  validation {
    condition     = can(regex("^https://[^[:space:]]+$", coalesce(var.oidc_issuer, "https://x")))
    error_message = "An issuer's address begins with https://."
  }
}
