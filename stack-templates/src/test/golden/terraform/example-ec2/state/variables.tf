variable "name" {
  description = "Name of the stack."
  type        = string
}

variable "account" {
  description = "AWS account."
  type        = string
}

variable "log_group" {
  description = "Log group that the key is for, too."
  type        = string
}

variable "tags" {
  description = "On everything that can have tags."
  type        = map(string)
}
