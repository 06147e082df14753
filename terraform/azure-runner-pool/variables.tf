variable "name" {
  description = "Name of this pool of machines; scale set, identity and security group start with it."
  type        = string

  validation {
    condition     = can(regex("^[a-z][a-z0-9-]{0,38}[a-z0-9]$", var.name))
    error_message = "The name is 2 to 40 of a-z, 0-9 and '-', a letter first."
  }
}

variable "resource_group" {
  description = "Name of the resource group, which exists."
  type        = string
}

variable "location" {
  description = "Region of the machines."
  type        = string
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
  description = "Id of the pool that the runners join, as `landfall pool show` prints it; it must trust the identity of output principal_id."
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
  description = "Address (HTTPS) and SHA-256 of a JDK's tar.gz, release 21 or newer; null installs OpenJDK 21 of Ubuntu."
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
  description = "The vault's secret (32 bytes in base64 or as 64 hexadecimal digits) with the key of plans that the pool's runners share: its address without version, and its resource id, on which the runners get the right to read it. Null: a plan is applied only by the runner that made it."
  type        = object({ url = string, id = string })
  default     = null

  validation {
    condition     = var.plan_key_secret == null ? true : can(regex("^https://[^/]+/secrets/[A-Za-z0-9-]+$", var.plan_key_secret.url)) && can(regex("(?i)/providers/microsoft.keyvault/vaults/[^/]+/secrets/[^/]+$", var.plan_key_secret.id))
    error_message = "The plan key is https://VAULT/secrets/NAME and the resource id of that secret, not of the vault."
  }
}

variable "operation_identities" {
  description = "Ids of the user-assigned identities that jobs have, one for each operation. Whatever runs as root on a machine can have any of them."
  type        = list(string)
  default     = []

  validation {
    condition     = alltrue([for id in var.operation_identities : can(regex("(?i)/providers/microsoft.managedidentity/userassignedidentities/[^/]+$", id))])
    error_message = "An operation's identity is the resource id of a user-assigned identity."
  }
}

variable "settings" {
  description = "More settings of the runner, LANDFALL_RUNNER_…."
  type        = map(string)
  default     = {}
}

variable "subnet" {
  description = "Id of the subnet; it needs a way out (NAT gateway) and no way in."
  type        = string
}

variable "egress_ports" {
  description = "TCP ports that runners may reach in the Internet: 443, 80 for Ubuntu's packages, and for example 22 for git over SSH."
  type        = set(number)
  default     = [80, 443]

  validation {
    condition     = contains(var.egress_ports, 443)
    error_message = "Runners reach the control plane and Azure by port 443."
  }
}

variable "size" {
  description = "Type of the machines."
  type        = string
  default     = "Standard_D2as_v5"
}

variable "image" {
  description = "Image with apt, cloud-init and systemd, of the second generation."
  type        = object({ publisher = string, offer = string, sku = string, version = string })
  default = {
    publisher = "Canonical"
    offer     = "ubuntu-24_04-lts"
    sku       = "server"
    version   = "latest"
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

variable "spot" {
  description = "Whether all machines are spot ones, which Azure takes away with 30 s of notice. For a mixture make two pools of machines that join one pool."
  type        = bool
  default     = false
}

variable "queue" {
  description = "The pool's queue by whose waiting messages machines are added: the storage account's id and the queue's name, PREFIX-POOL with '-' for '_'. Null: min_size machines all the time."
  type        = object({ storage_account = string, name = string })
  default     = null
}

variable "notice_minutes" {
  description = "How long a machine that the scale set ends may finish its jobs, 5 to 15."
  type        = number
  default     = 15

  validation {
    condition     = var.notice_minutes >= 5 && var.notice_minutes <= 15
    error_message = "Azure gives 5 to 15 minutes of notice."
  }
}

variable "encryption_at_host" {
  description = "Whether disks are encrypted on the host too, caches and temporary disks with them. The subscription needs the feature EncryptionAtHost."
  type        = bool
  default     = true
}

variable "disk_gib" {
  description = "Size of each machine's disk."
  type        = number
  default     = 40
}

variable "admin_public_key" {
  description = "Public SSH key that Azure asks for. No port is open for it."
  type        = string
}

variable "tags" {
  description = "Tags of everything that can have tags."
  type        = map(string)
  default     = {}
}
