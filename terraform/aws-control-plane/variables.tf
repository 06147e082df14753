variable "name" {
  description = "Name of this control plane; table, bucket, queues, functions and roles start with it."
  type        = string
  default     = "landfall"

  validation {
    # Without a hyphen no control plane's queues match the pattern NAME-* of another's roles.
    condition     = can(regex("^[a-z][a-z0-9]{1,13}$", var.name))
    error_message = "The name is 2 to 14 of a-z and 0-9, a letter first."
  }
}

variable "package" {
  description = "Path of landfall-aws.zip, made by `make dist`."
  type        = string

  validation {
    condition     = fileexists(var.package)
    error_message = "There is no such file; make it by `make dist`."
  }
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
  description = "Certificate of the KMS signing key, signed by the root key: a JWS, or the name of a secret that holds it."
  type        = string
}

variable "further_signing_keys" {
  description = "ARNs of more KMS keys that the functions may sign with, while the signing key is rotated."
  type        = list(string)
  default     = []

  validation {
    condition     = alltrue([for key in var.further_signing_keys : can(regex("^arn:[a-z-]+:kms:[^*?]+:key/[^*?]+$", key))])
    error_message = "A further signing key is the ARN of one KMS key."
  }
}

variable "log_retention_days" {
  description = "How long CloudWatch keeps the functions' logs."
  type        = number
  default     = 30

  validation {
    condition     = contains([1, 3, 5, 7, 14, 30, 60, 90, 120, 150, 180, 365, 400, 545, 731, 1096, 1827, 2192, 2557, 2922, 3288, 3653], var.log_retention_days)
    error_message = "CloudWatch keeps logs for 1, 3, 5, 7, 14, 30, 60, 90, 120, 150, 180, 365, 400, 545, 731, 1096, 1827, 2192, 2557, 2922, 3288 or 3653 days."
  }
}

variable "alarm_topics" {
  description = "ARNs of SNS topics that alarms go to."
  type        = list(string)
  default     = []

  validation {
    condition     = alltrue([for topic in var.alarm_topics : can(regex("^arn:[a-z-]+:sns:", topic))])
    error_message = "An alarm goes to the ARN of an SNS topic."
  }
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

  validation {
    condition     = var.domain == null ? true : can(regex("^arn:[a-z-]+:acm:", var.domain.certificate))
    error_message = "The certificate is the ARN of one in ACM, in this region."
  }
}

variable "permissions_boundary" {
  description = "ARN of a policy that bounds every role made here."
  type        = string
  default     = null
}

variable "tags" {
  description = "Tags of everything that can have tags."
  type        = map(string)
  default     = {}
}
