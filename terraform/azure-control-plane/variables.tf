variable "name" {
  description = "Name of the storage account, the vault and the function app, unique in the world; other names start with it."
  type        = string

  validation {
    condition     = can(regex("^[a-z][a-z0-9]{2,16}$", var.name))
    error_message = "The name is 3 to 17 of a-z and 0-9, a letter first."
  }
}

variable "resource_group" {
  description = "Name of the resource group, which exists; use it for Landfall alone."
  type        = string
}

variable "location" {
  description = "Region, one that has Flex Consumption."
  type        = string
}

variable "org" {
  description = "Name of the org that a new store gets."
  type        = string
  default     = "default"
}

variable "queue_prefix" {
  description = "What the names of all queues begin with."
  type        = string
  default     = "landfall"

  validation {
    condition     = can(regex("^[a-z][a-z0-9]{0,19}$", var.queue_prefix))
    error_message = "The prefix is a letter and up to 19 of a-z and 0-9."
  }
}

variable "root_key" {
  description = "Public root key as a JWK; its private half never leaves the machine where it was made."
  type        = string

  validation {
    condition     = try(jsondecode(var.root_key).kty == "EC" && jsondecode(var.root_key).crv == "P-256", false)
    error_message = "The root key is a JWK of type EC and curve P-256, as `landfall keys root root.jwk --output json` prints it."
  }

  validation {
    condition     = !can(jsondecode(var.root_key).d)
    error_message = "This is the private root key. Give the public half, which `landfall keys root root.jwk --output json` prints."
  }
}

variable "signing_certificate" {
  description = "Certificate of the signing key's version, a JWS signed by the root key; empty at the first apply, which makes the key."
  type        = string
  default     = ""
}

variable "signing_key" {
  description = "Version of the signing key to use, https://VAULT/keys/NAME/VERSION, after it was rotated; null is the one that was made here."
  type        = string
  default     = null

  validation {
    condition     = var.signing_key == null ? true : can(regex("^https://[^/]+/keys/[^/]+/[0-9a-f]{32}$", var.signing_key))
    error_message = "The signing key is the address of one version: https://VAULT/keys/NAME/VERSION."
  }
}

variable "replication" {
  description = "Copies of the storage account's data: LRS, ZRS, GRS, GZRS."
  type        = string
  default     = "ZRS"

  validation {
    condition     = contains(["LRS", "ZRS", "GRS", "GZRS"], var.replication)
    error_message = "The replication is LRS, ZRS, GRS or GZRS."
  }
}

variable "memory_mb" {
  description = "Memory of each instance: 512, 2048 or 4096."
  type        = number
  default     = 2048

  validation {
    condition     = contains([512, 2048, 4096], var.memory_mb)
    error_message = "An instance has 512, 2048 or 4096 MB."
  }
}

variable "maximum_instances" {
  description = "Most instances of the function app, 40 to 1000."
  type        = number
  default     = 40

  validation {
    condition     = var.maximum_instances >= 40 && var.maximum_instances <= 1000
    error_message = "The function app has at most 40 to 1000 instances."
  }
}

variable "always_ready" {
  description = "Instances that always wait for requests; each costs while it waits, and saves the cold start."
  type        = number
  default     = 0
}

variable "log_retention_days" {
  description = "How long the workspace keeps logs, 30 to 730."
  type        = number
  default     = 30

  validation {
    condition     = var.log_retention_days >= 30 && var.log_retention_days <= 730
    error_message = "Log Analytics keeps logs for 30 to 730 days."
  }
}

variable "alarm_action_groups" {
  description = "Ids of the action groups that alarms go to."
  type        = list(string)
  default     = []

  validation {
    condition     = alltrue([for group in var.alarm_action_groups : can(regex("(?i)/providers/microsoft.insights/actiongroups/", group))])
    error_message = "An alarm goes to the id of an action group."
  }
}

variable "purge_protection" {
  description = "Whether deleted keys and secrets stay for their whole retention, whatever anybody does; it cannot be switched off again."
  type        = bool
  default     = true
}

variable "domain" {
  description = "A custom domain for the API: its name, and the thumbprint of its certificate once the app has one. A CNAME to output default_hostname and the TXT record asuid.NAME come first."
  type        = object({ name = string, thumbprint = optional(string) })
  default     = null
}

variable "tags" {
  description = "Tags of everything that can have tags."
  type        = map(string)
  default     = {}
}
