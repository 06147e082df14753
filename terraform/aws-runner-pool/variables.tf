variable "name" {
  description = "Name of this pool of machines; group, role and security group start with it."
  type        = string

  validation {
    condition     = can(regex("^[a-z][a-z0-9-]{0,38}[a-z0-9]$", var.name))
    error_message = "The name is 2 to 40 of a-z, 0-9 and '-', a letter first."
  }
}

variable "server" {
  description = "Address of the control plane."
  type        = string

  validation {
    condition     = can(regex("^https://[^'/\\s]+(/[^'\\s]*)?$", var.server))
    error_message = "The server is an https address."
  }
}

variable "pool" {
  description = "Id of the pool that the runners join, as `landfall pool show` prints it; it must trust the role of output role_arn."
  type        = string

  validation {
    condition     = can(regex("^pool_[A-Za-z0-9]+$", var.pool))
    error_message = "A pool's id is pool_ and letters or digits."
  }
}

variable "root_key" {
  description = "The control plane's public root key (JWK) that runners insist on; null pins the first that they are told."
  type        = string
  default     = null

  validation {
    condition     = var.root_key == null ? true : try(jsondecode(var.root_key).kty == "EC" && jsondecode(var.root_key).crv == "P-256", false) && !can(jsondecode(var.root_key).d)
    error_message = "The root key is the public half as a JWK of type EC and curve P-256."
  }
}

variable "runner_package" {
  description = "Address (HTTPS) and SHA-256 of the archive that `make dist` makes. Nothing of it is run unless the sum is this."
  type        = object({ url = string, sha256 = string })
}

variable "jdk" {
  description = "Address (HTTPS) and SHA-256 of a JDK's tar.gz, release 21 or newer; null installs Corretto 21 of Amazon Linux."
  type        = object({ url = string, sha256 = string })
  default     = null
}

variable "terraform" {
  description = "Address (HTTPS) and SHA-256 of the zip of Terraform or OpenTofu, and the program in it; null when the image has one or no job needs it."
  type        = object({ url = string, sha256 = string, program = optional(string, "terraform") })
  default     = null
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
}

variable "plan_key_secret" {
  description = "ARN of the secret (32 bytes in base64 or as 64 hexadecimal digits) with the key of plans that the pool's runners share; null: a plan is applied only by the runner that made it."
  type        = string
  default     = null

  validation {
    condition     = var.plan_key_secret == null ? true : can(regex("^arn:[a-z-]+:secretsmanager:[^*?]+:secret:[^*?]+$", var.plan_key_secret))
    error_message = "The plan key is the ARN of one secret."
  }
}

variable "operation_roles" {
  description = "ARNs of the roles that jobs have, one by one: what the runners may assume."
  type        = list(string)
  default     = []

  validation {
    condition     = alltrue([for role in var.operation_roles : can(regex("^arn:[a-z-]+:iam::[0-9]{12}:role/[A-Za-z0-9_+=,.@/-]+$", role))])
    error_message = "An operation's role is the ARN of one role, without a wildcard."
  }
}

variable "settings" {
  description = "More settings of the runner, LANDFALL_RUNNER_…."
  type        = map(string)
  default     = {}
}

variable "subnets" {
  description = "Ids of the subnets; they need a way out (NAT) and no way in."
  type        = list(string)

  validation {
    condition     = length(var.subnets) > 0
    error_message = "A pool needs at least one subnet."
  }
}

variable "egress_ports" {
  description = "TCP ports that runners may reach anywhere: 443, and for example 22 for git over SSH."
  type        = set(number)
  default     = [443]

  validation {
    condition     = contains(var.egress_ports, 443)
    error_message = "Runners reach the control plane and AWS by port 443."
  }
}

variable "image" {
  description = "Id of an image with dnf or apt, cloud-init, systemd and the AWS command line; null takes the newest Amazon Linux 2023 at each apply."
  type        = string
  default     = null
}

variable "architecture" {
  description = "Processor of the machines: arm64 or x86_64."
  type        = string
  default     = "arm64"

  validation {
    condition     = contains(["arm64", "x86_64"], var.architecture)
    error_message = "The architecture is arm64 or x86_64."
  }
}

variable "instance_types" {
  description = "Types of machines, any of which will do: with more of them spot machines are taken away less often. Null takes four of 2 to 4 processors."
  type        = list(string)
  default     = null

  validation {
    condition     = var.instance_types == null ? true : length(var.instance_types) > 0 && alltrue([for type in var.instance_types : can(regex("^[a-z]+[0-9]+g[a-z]*[.]", type)) == (var.architecture == "arm64")])
    error_message = "The types of machines are of the architecture, and at least one."
  }
}

variable "min_size" {
  description = "Fewest machines; 0 costs nothing while nothing happens."
  type        = number
  default     = 0

  validation {
    condition     = var.min_size >= 0
    error_message = "There are at least 0 machines."
  }
}

variable "max_size" {
  description = "Most machines."
  type        = number
  default     = 4

  validation {
    condition     = var.max_size >= 1 && var.max_size >= var.min_size
    error_message = "There is at most one machine or more, and no fewer than min_size."
  }
}

variable "on_demand_base" {
  description = "How many of the machines are never spot ones."
  type        = number
  default     = 0
}

variable "on_demand_percentage" {
  description = "How many of the machines above on_demand_base are not spot ones, in percent."
  type        = number
  default     = 0

  validation {
    condition     = var.on_demand_percentage >= 0 && var.on_demand_percentage <= 100
    error_message = "The percentage is 0 to 100."
  }
}

variable "queue" {
  description = "Name of the pool's SQS queue in this account and region, by the age of whose oldest message machines are added: PREFIX-POOL, with '-' for '_'. Null: min_size machines all the time."
  type        = string
  default     = null
}

variable "scale_out_age_seconds" {
  description = "A machine is added when the oldest message waits for so long, two more at five times that."
  type        = number
  default     = 60

  validation {
    condition     = var.scale_out_age_seconds >= 1
    error_message = "The age is at least a second."
  }
}

variable "idle_minutes" {
  description = "A machine is taken away when nothing was sent to the queue for so long; it finishes its jobs first."
  type        = number
  default     = 15

  validation {
    condition     = var.idle_minutes >= 5
    error_message = "A pool is idle after 5 minutes at the earliest."
  }
}

variable "drain_seconds" {
  description = "How long a machine that its group ends may finish its jobs, at most 2 hours: the time of the lifecycle hook. Spot machines have 2 minutes whatever this says."
  type        = number
  default     = 3600

  validation {
    condition     = var.drain_seconds >= 120 && var.drain_seconds <= 7200
    error_message = "A machine drains for 120 to 7200 seconds."
  }
}

variable "disk_gib" {
  description = "Size of each machine's disk."
  type        = number
  default     = 40
}

variable "disk_key" {
  description = "ARN of the KMS key of the disks; null takes the account's default key for them. They are encrypted either way."
  type        = string
  default     = null
}

variable "permissions_boundary" {
  description = "ARN of a policy that bounds the machines' role."
  type        = string
  default     = null
}

variable "tags" {
  description = "Tags of everything that can have tags."
  type        = map(string)
  default     = {}
}
