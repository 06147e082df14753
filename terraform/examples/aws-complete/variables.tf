variable "region" {
  description = "Where everything is."
  type        = string
}

variable "package" {
  description = "Path of landfall-aws.zip, made by `make dist`."
  type        = string
  default     = "../../../target/landfall-aws.zip"
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

variable "alarm_topics" {
  description = "ARNs of SNS topics that alarms go to."
  type        = list(string)
  default     = []
}

variable "pool" {
  description = "Id of the pool; null until the control plane runs."
  type        = string
  default     = null
}

variable "subnets" {
  description = "Ids of the runners' subnets."
  type        = list(string)
  default     = []
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
  description = "ARN of the secret with the key of plans that the runners share."
  type        = string
  default     = null
}

variable "operation_roles" {
  description = "ARNs of the roles that jobs have."
  type        = list(string)
  default     = []
}
