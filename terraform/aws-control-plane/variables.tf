variable "name" {
  description = "Name of this control plane; table, bucket, queues, functions and roles start with it."
  type        = string
  default     = "landfall"

  validation {
    condition     = can(regex("^[a-z][a-z0-9-]{1,13}$", var.name))
    error_message = "The name is 2 to 14 of a-z, 0-9 and '-', a letter first."
  }
}

variable "package" {
  description = "Path of landfall-aws.zip, made by `make dist`."
  type        = string
}

variable "runtime" {
  description = "Managed runtime of the functions."
  type        = string
  default     = "java21"

  validation {
    condition     = contains(["java21", "java25"], var.runtime)
    error_message = "The runtime is java21 or java25."
  }
}

variable "architecture" {
  description = "Processor of the functions: arm64 costs a fifth less, x86_64 is the other."
  type        = string
  default     = "arm64"

  validation {
    condition     = contains(["arm64", "x86_64"], var.architecture)
    error_message = "The architecture is arm64 or x86_64."
  }
}

variable "memory_mb" {
  description = "Memory of each function; Lambda gives processor time in proportion."
  type        = number
  default     = 1024

  validation {
    condition     = var.memory_mb >= 512 && var.memory_mb <= 10240
    error_message = "A function has 512 to 10240 MB."
  }
}

variable "snap_start" {
  description = "Whether functions start from a snapshot. Landfall captures no connection, secret or chance in it."
  type        = bool
  default     = true
}

variable "root_key" {
  description = "Public root key as a JWK; its private half never leaves the machine where it was made."
  type        = string
}

variable "signing_certificate" {
  description = "Certificate of the KMS signing key, signed by the root key: a JWS, or the name of a secret that holds it."
  type        = string
}

variable "log_retention_days" {
  description = "How long CloudWatch keeps the functions' logs."
  type        = number
  default     = 30
}

variable "alarm_topics" {
  description = "ARNs of SNS topics that alarms go to."
  type        = list(string)
  default     = []
}

variable "deletion_protection" {
  description = "Whether the table refuses to be deleted."
  type        = bool
  default     = true
}

variable "domain" {
  description = "A custom domain for the API: its name and the ARN of its certificate in this region. Point a DNS alias at output api_domain_target."
  type = object({
    name        = string
    certificate = string
  })
  default = null
}

variable "tags" {
  description = "Tags of everything that can have tags."
  type        = map(string)
  default     = {}
}
