variable "runner_package" {
  description = "Address (HTTPS) and SHA-256 of an archive that `make dist` makes, with its own Java or without. Nothing of it is run unless the sum is this."
  type        = object({ url = string, sha256 = string })

  validation {
    condition     = can(regex("^https://[^'\\s]+$", var.runner_package.url)) && can(regex("^[0-9a-f]{64}$", var.runner_package.sha256))
    error_message = "The runner's package is an https address and a SHA-256 of 64 hexadecimal digits."
  }
}

variable "jdk" {
  description = "Address (HTTPS) and SHA-256 of a JDK's tar.gz, release 21 or newer; null installs the distribution's own JDK 21. Not used with an archive that has its own Java."
  type        = object({ url = string, sha256 = string })
  default     = null

  validation {
    condition     = var.jdk == null ? true : can(regex("^https://[^'\\s]+$", var.jdk.url)) && can(regex("^[0-9a-f]{64}$", var.jdk.sha256))
    error_message = "The JDK is an https address and a SHA-256 of 64 hexadecimal digits."
  }
}

variable "terraform" {
  description = "Address (HTTPS) and SHA-256 of the zip of Terraform or OpenTofu, and the program in it; null when the image has one or no job needs it."
  type        = object({ url = string, sha256 = string, program = optional(string, "terraform") })
  default     = null

  validation {
    condition     = var.terraform == null ? true : can(regex("^https://[^'\\s]+$", var.terraform.url)) && can(regex("^[0-9a-f]{64}$", var.terraform.sha256)) && contains(["terraform", "tofu"], var.terraform.program)
    error_message = "Terraform is an https address, a SHA-256 of 64 hexadecimal digits, and the program terraform or tofu."
  }
}

variable "settings" {
  description = "Settings of the runner, LANDFALL_RUNNER_…; those without a value are left out."
  type        = map(string)

  validation {
    condition     = alltrue([for name, value in var.settings : can(regex("^LANDFALL_[A-Z_]+$|^LIFECYCLE_[A-Z]+$", name)) && (value == null ? true : can(regex("^[^'\\n]*$", value)))])
    error_message = "A setting is LANDFALL_…, its value one line without single quotes."
  }
}

variable "policy" {
  description = "The policy file, policy.toml, that says what may run on these machines; null for none."
  type        = string
  default     = null
}

variable "release_key" {
  description = "Public half of the key (JWK) that signs versions of the runner, which these machines may be updated to. Null: the one that the archive brings, and no updates without one."
  type        = string
  default     = null

  validation {
    condition     = var.release_key == null ? true : can(jsondecode(var.release_key).x) && !can(jsondecode(var.release_key).d)
    error_message = "The release key is a JWK without its private half."
  }
}

variable "plan_key" {
  description = "Where the key of plans is that the pool's runners share: ARN of a secret in Secrets Manager, or address of one in Key Vault. It holds 32 bytes in base64 or as 64 hexadecimal digits. Null: each machine has a key of its own."
  type        = string
  default     = null

  validation {
    condition     = var.plan_key == null ? true : can(regex("^(arn:[a-z-]+:secretsmanager:|https://)[^'\\s]+$", var.plan_key))
    error_message = "The plan key is the ARN of a secret or the address of one in a vault."
  }
}

variable "stop_seconds" {
  description = "How long systemd waits for the runner to drain when the machine is shut down."
  type        = number
  default     = 3900
}
