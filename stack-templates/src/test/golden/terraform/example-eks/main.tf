data "aws_caller_identity" "current" {
  lifecycle {
    postcondition {
      condition     = var.account == null || self.account_id == var.account
      error_message = "This stack was made for the AWS account ${coalesce(var.account, "-")}."
    }
  }
}

data "aws_region" "current" {
  lifecycle {
    postcondition {
      condition     = var.region == null || self.region == var.region
      error_message = "This stack was made for the region ${coalesce(var.region, "-")}."
    }
  }
}

data "aws_partition" "current" {}

# Its id is the stack's: another stack has another one.
resource "terraform_data" "stack" {}

locals {
  account   = data.aws_caller_identity.current.account_id
  region    = data.aws_region.current.region
  partition = data.aws_partition.current.partition
  tags = merge(var.tags, {
    "landfall:install" = var.install_id
  })

  log_group = "/landfall/${var.name}"
}

# What stays when the stack goes.
module "state" {
  source = "./state"

  name      = var.name
  account   = local.account
  log_group = local.log_group
  tags      = local.tags
}
