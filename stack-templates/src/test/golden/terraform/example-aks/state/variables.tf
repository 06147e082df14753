variable "name" {
  description = "Name of the account."
  type        = string
}

variable "resource_group" {
  description = "Name of the resource group."
  type        = string
}

variable "location" {
  description = "Where it is made."
  type        = string
}

variable "tags" {
  description = "On everything that can have tags."
  type        = map(string)
}
