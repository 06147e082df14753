# A control plane and a pool of runners in one account and region.
terraform {
  required_version = ">= 1.9"

  required_providers {
    aws = {
      source  = "hashicorp/aws"
      version = "~> 6.25"
    }
  }
}

provider "aws" {
  region = var.region
}

module "control_plane" {
  source = "../../aws-control-plane"

  package             = var.package
  root_key            = var.root_key
  signing_certificate = var.signing_certificate
  alarm_topics        = var.alarm_topics
}

# Made once the control plane runs: `landfall pool show default` tells the pool's id.
module "runners" {
  source = "../../aws-runner-pool"
  count  = var.pool == null ? 0 : 1

  name            = "${module.control_plane.queue_prefix}-runners"
  server          = module.control_plane.url
  pool            = var.pool
  root_key        = var.root_key
  queue           = "${module.control_plane.queue_prefix}-${replace(lower(var.pool), "_", "-")}"
  subnets         = var.subnets
  runner_package  = var.runner_package
  terraform       = var.terraform
  plan_key_secret = var.plan_key_secret
  operation_roles = var.operation_roles
  on_demand_base  = 1
}

output "url" {
  description = "Where the API is."
  value       = module.control_plane.url
}

output "bootstrap_function" {
  description = "Invoke it for an admin token."
  value       = module.control_plane.bootstrap_function
}

output "runner_role" {
  description = "What the pool must trust: `landfall pool trust default --aws-role ARN`."
  value       = one(module.runners[*].role_arn)
}
