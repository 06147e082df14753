# What the runner's machine may do. It proves who it is by GetCallerIdentity, which needs no permission; its queue is lent to it.
data "aws_caller_identity" "this" {}

data "aws_partition" "this" {}

data "aws_region" "this" {}

locals {
  account   = data.aws_caller_identity.this.account_id
  partition = data.aws_partition.this.partition
  region    = data.aws_region.this.region
  tags      = merge(var.tags, { "landfall:pool" = var.pool })
  group_arn = "arn:${local.partition}:autoscaling:${local.region}:${local.account}:autoScalingGroup:*:autoScalingGroupName/${var.name}"

  statements = concat(
    [{
      Sid      = "EndThisMachine"
      Effect   = "Allow"
      Action   = ["autoscaling:CompleteLifecycleAction", "autoscaling:SetInstanceHealth"]
      Resource = [local.group_arn]
    }],
    length(var.operation_roles) == 0 ? [] : [{
      Sid      = "TakeOperationRoles"
      Effect   = "Allow"
      Action   = ["sts:AssumeRole", "sts:TagSession", "sts:SetSourceIdentity"]
      Resource = var.operation_roles
    }],
    var.plan_key_secret == null ? [] : [{
      Sid      = "ReadPlanKey"
      Effect   = "Allow"
      Action   = ["secretsmanager:GetSecretValue"]
      Resource = [var.plan_key_secret]
    }],
  )
}

resource "aws_iam_role" "runner" {
  name                 = "${var.name}-runner"
  permissions_boundary = var.permissions_boundary
  tags                 = local.tags

  assume_role_policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Effect    = "Allow"
      Action    = "sts:AssumeRole"
      Principal = { Service = "ec2.amazonaws.com" }
    }]
  })
}

resource "aws_iam_role_policy" "runner" {
  name   = "runner"
  role   = aws_iam_role.runner.id
  policy = jsonencode({ Version = "2012-10-17", Statement = local.statements })
}

resource "aws_iam_instance_profile" "runner" {
  name = "${var.name}-runner"
  role = aws_iam_role.runner.name
  tags = local.tags
}
