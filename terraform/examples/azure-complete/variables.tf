variable "subscription" {
  description = "Id of the subscription."
  type        = string
}

variable "name" {
  description = "Name of the resource group, the storage account, the vault and the function app: 3 to 17 of a-z and 0-9, unique in the world."
  type        = string
}

variable "location" {
  description = "Region of everything."
  type        = string
}

variable "org" {
  description = "Name of the org that a new store gets."
  type        = string
  default     = "default"
}

variable "root_key" {
  description = "Public root key as a JWK."
  type        = string
}

variable "signing_certificate" {
  description = "Certificate of the signing key; empty at the first apply, which makes that key."
  type        = string
  default     = ""
}

variable "alarm_action_groups" {
  description = "Ids of the action groups that alarms go to."
  type        = list(string)
  default     = []
}

variable "pool" {
  description = "Id of the pool; null until the control plane runs."
  type        = string
  default     = null
}

variable "subnet" {
  description = "Id of the runners' subnet."
  type        = string
  default     = null
}

variable "runner_package" {
  description = "Address and SHA-256 of the archive that `make dist` makes."
  type        = object({ url = string, sha256 = string })
  default     = null
}

variable "terraform" {
  description = "Address and SHA-256 of the zip of Terraform or OpenTofu."
  type        = object({ url = string, sha256 = string, program = optional(string, "terraform") })
  default     = null
}

variable "plan_key_secret" {
  description = "Address and resource id of the secret with the key of plans that the runners share."
  type        = object({ url = string, id = string })
  default     = null
}

variable "operation_identities" {
  description = "Ids of the user-assigned identities that jobs have."
  type        = list(string)
  default     = []
}

variable "admin_public_key" {
  description = "Public SSH key that Azure asks for; no port is open for it."
  type        = string
  default     = null
}
