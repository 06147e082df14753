locals {
  hook = "drain"
  types = var.instance_types != null ? var.instance_types : (
    var.architecture == "arm64" ? ["m7g.large", "m6g.large", "c7g.xlarge", "r7g.large"] : ["m7i.large", "m6i.large", "c7i.xlarge", "r7i.large"]
  )
}

module "bootstrap" {
  source = "../runner-bootstrap"

  runner_package = var.runner_package
  jdk            = var.jdk
  terraform      = var.terraform
  policy         = var.policy
  release_key    = var.release_key
  plan_key       = var.plan_key_secret
  stop_seconds   = var.drain_seconds + 300

  settings = merge({ LANDFALL_RUNNER_MACHINE_MAX_UPTIME_SECONDS = 604800 }, var.settings, {
    LANDFALL_RUNNER_SERVER                = var.server
    LANDFALL_RUNNER_POOL                  = var.pool
    LANDFALL_RUNNER_IDENTITY              = "aws"
    LANDFALL_RUNNER_ROOT_KEY              = var.root_key == null ? null : jsonencode(jsondecode(var.root_key))
    LANDFALL_RUNNER_SCALE_IN_SECONDS      = var.drain_seconds
    LANDFALL_RUNNER_DRAIN_TIMEOUT_SECONDS = var.drain_seconds
    LIFECYCLE_GROUP                       = var.name
    LIFECYCLE_HOOK                        = local.hook
  })
}

data "aws_ssm_parameter" "image" {
  count = var.image == null ? 1 : 0

  name = "/aws/service/ami-amazon-linux-latest/al2023-ami-kernel-default-${var.architecture}"
}

data "aws_subnet" "first" {
  id = var.subnets[0]
}

# Nothing comes in: a runner asks for its work.
resource "aws_security_group" "runner" {
  name        = "${var.name}-runner"
  description = "Landfall runners: out only"
  vpc_id      = data.aws_subnet.first.vpc_id
  tags        = local.tags
}

resource "aws_vpc_security_group_egress_rule" "out" {
  for_each = { for port in var.egress_ports : tostring(port) => port }

  security_group_id = aws_security_group.runner.id
  description       = "TCP ${each.key} to anywhere"
  ip_protocol       = "tcp"
  from_port         = each.value
  to_port           = each.value
  cidr_ipv4         = "0.0.0.0/0"
}

resource "aws_launch_template" "runner" {
  name                                 = "${var.name}-runner"
  image_id                             = var.image == null ? nonsensitive(data.aws_ssm_parameter.image[0].value) : var.image
  instance_initiated_shutdown_behavior = "terminate"
  update_default_version               = true
  user_data                            = base64encode(module.bootstrap.user_data)
  tags                                 = local.tags

  iam_instance_profile {
    arn = aws_iam_instance_profile.runner.arn
  }

  # Version 2 only, and not from behind another address: a container on the machine cannot ask.
  metadata_options {
    http_endpoint               = "enabled"
    http_tokens                 = "required"
    http_put_response_hop_limit = 1
    instance_metadata_tags      = "disabled"
  }

  network_interfaces {
    associate_public_ip_address = false
    delete_on_termination       = true
    security_groups             = [aws_security_group.runner.id]
  }

  block_device_mappings {
    device_name = "/dev/xvda"

    ebs {
      volume_type           = "gp3"
      volume_size           = var.disk_gib
      encrypted             = true
      kms_key_id            = var.disk_key
      delete_on_termination = true
    }
  }

  dynamic "tag_specifications" {
    for_each = ["instance", "volume"]

    content {
      resource_type = tag_specifications.value
      tags          = merge(local.tags, { Name = "${var.name}-runner" })
    }
  }
}

resource "aws_autoscaling_group" "runner" {
  name                      = var.name
  min_size                  = var.min_size
  max_size                  = var.max_size
  vpc_zone_identifier       = var.subnets
  capacity_rebalance        = true
  health_check_type         = "EC2"
  health_check_grace_period = 300
  wait_for_capacity_timeout = "0"
  enabled_metrics           = ["GroupInServiceInstances", "GroupDesiredCapacity"]

  mixed_instances_policy {
    instances_distribution {
      on_demand_base_capacity                  = var.on_demand_base
      on_demand_percentage_above_base_capacity = var.on_demand_percentage
      spot_allocation_strategy                 = "price-capacity-optimized"
    }

    launch_template {
      launch_template_specification {
        launch_template_id = aws_launch_template.runner.id
        version            = aws_launch_template.runner.latest_version
      }

      dynamic "override" {
        for_each = local.types

        content {
          instance_type = override.value
        }
      }
    }
  }

  # With the group, so that no machine is ended before there is a hook.
  initial_lifecycle_hook {
    name                 = local.hook
    lifecycle_transition = "autoscaling:EC2_INSTANCE_TERMINATING"
    heartbeat_timeout    = var.drain_seconds
    default_result       = "CONTINUE"
  }

  dynamic "tag" {
    for_each = local.tags

    content {
      key                 = tag.key
      value               = tag.value
      propagate_at_launch = false
    }
  }

  depends_on = [aws_iam_role_policy.runner]
}
