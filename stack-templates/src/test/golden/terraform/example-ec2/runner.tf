# The runner's own role.
resource "aws_iam_role" "runner" {
  name        = "${var.name}-runner"
  description = "Landfall runner"
  assume_role_policy = jsonencode({
    Version = "2012-10-17"
    Statement = [
      {
        Effect = "Allow"
        Principal = {
          Service = "ec2.amazonaws.com"
        }
        Action = ["sts:AssumeRole"]
      },
    ]
  })
  tags = local.tags
}

resource "aws_iam_role_policy" "runner" {
  name = "runner"
  role = aws_iam_role.runner.id
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [
      {
        Sid    = "TakeOperationRoles"
        Effect = "Allow"
        Action = ["sts:AssumeRole", "sts:TagSession", "sts:SetSourceIdentity"]
        Resource = [
          "arn:${local.partition}:iam::${local.account}:role/${var.name}-deprovision",
          "arn:${local.partition}:iam::${local.account}:role/${var.name}-maintenance",
          "arn:${local.partition}:iam::${local.account}:role/${var.name}-provision",
          "arn:${local.partition}:iam::${local.account}:role/${var.name}-emergency",
        ]
      },
      {
        Sid      = "ReadSecretsOfTheStack"
        Effect   = "Allow"
        Action   = ["secretsmanager:GetSecretValue", "secretsmanager:DescribeSecret"]
        Resource = "arn:${local.partition}:secretsmanager:${local.region}:${local.account}:secret:${var.name}/*"
      },
      {
        Sid      = "OpenThem"
        Effect   = "Allow"
        Action   = ["kms:Decrypt"]
        Resource = module.state.key_arn
      },
      {
        Sid      = "WriteItsLog"
        Effect   = "Allow"
        Action   = ["logs:CreateLogStream", "logs:DescribeLogStreams", "logs:PutLogEvents"]
        Resource = "${aws_cloudwatch_log_group.runner.arn}:*"
      },
      {
        Sid      = "EndThisMachine"
        Effect   = "Allow"
        Action   = ["autoscaling:CompleteLifecycleAction", "autoscaling:SetInstanceHealth"]
        Resource = "arn:${local.partition}:autoscaling:${local.region}:${local.account}:autoScalingGroup:*:autoScalingGroupName/${var.name}-runner"
      },
    ]
  })
}

# What the runner says.
resource "aws_cloudwatch_log_group" "runner" {
  name              = local.log_group
  retention_in_days = 30
  kms_key_id        = module.state.key_arn
  tags              = local.tags
}

locals {
  settings = {
    LANDFALL_RUNNER_DRAIN_TIMEOUT_SECONDS      = "3600"
    LANDFALL_RUNNER_IDENTITY                   = "aws"
    LANDFALL_RUNNER_MACHINE_MAX_UPTIME_SECONDS = "604800"
    LANDFALL_RUNNER_POOL                       = var.pool
    LANDFALL_RUNNER_ROOT_KEY                   = var.root_key
    LANDFALL_RUNNER_SCALE_IN_SECONDS           = "3600"
    LANDFALL_RUNNER_SERVER                     = var.control_plane
    LIFECYCLE_GROUP                            = "${var.name}-runner"
    LIFECYCLE_HOOK                             = "drain"
  }

  # What machine.sh reads. No secret is in it: the machine fetches the key of plans by its name.
  machine = {
    RUNNER_URL                 = "https://releases.example.com/landfall-0.3.1.tar.gz"
    RUNNER_SHA256              = "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08"
    JDK_URL                    = ""
    JDK_SHA256                 = ""
    TERRAFORM_URL              = ""
    TERRAFORM_SHA256           = ""
    TERRAFORM_PROGRAM          = ""
    POLICY_BASE64              = var.policy_file == null ? "" : base64encode(var.policy_file)
    RELEASE_KEY_BASE64         = ""
    IDENTITY_CLIENT_ID         = ""
    SERVICE_ENVIRONMENT_BASE64 = base64encode(join("", [for name, value in local.settings : "${name}='${value}'\n"]))
    STOP_SECONDS               = "3900"
  }

  machine_settings = join("", [for name, value in local.machine : "export ${name}='${value}'\n"])
  machine_script   = replace(file("${path.module}/machine.sh"), "@LOG_GROUP@", local.log_group)
  plan_key         = "export PLAN_KEY='${aws_secretsmanager_secret_version.plan_key.arn}'\n"
  user_data        = "#!/bin/sh\nset -eu\n${local.machine_settings}${local.plan_key}${local.machine_script}"
}

data "aws_ssm_parameter" "image" {
  count = var.image_id == null ? 1 : 0

  name = var.image_parameter
}

resource "aws_iam_instance_profile" "runner" {
  name = "${var.name}-runner"
  role = aws_iam_role.runner.name
  tags = local.tags
}

resource "aws_launch_template" "runner" {
  name_prefix                          = "${var.name}-runner-"
  image_id                             = coalesce(var.image_id, one(data.aws_ssm_parameter.image[*].insecure_value))
  instance_type                        = var.instance_type
  instance_initiated_shutdown_behavior = "terminate"
  update_default_version               = true
  user_data                            = base64encode(local.user_data)
  tags                                 = local.tags

  iam_instance_profile {
    arn = aws_iam_instance_profile.runner.arn
  }

  metadata_options {
    http_endpoint               = "enabled"
    http_tokens                 = "required"
    http_put_response_hop_limit = 1
    instance_metadata_tags      = "disabled"
  }

  network_interfaces {
    device_index                = 0
    associate_public_ip_address = false
    delete_on_termination       = true
    security_groups             = [aws_security_group.runner.id]
  }

  block_device_mappings {
    device_name = "/dev/xvda"

    ebs {
      volume_type           = "gp3"
      volume_size           = 40
      encrypted             = true
      delete_on_termination = true
    }
  }

  tag_specifications {
    resource_type = "instance"
    tags = merge(local.tags, {
      Name = "${var.name}-runner"
    })
  }

  tag_specifications {
    resource_type = "volume"
    tags = merge(local.tags, {
      Name = "${var.name}-runner"
    })
  }

  lifecycle {
    precondition {
      condition     = length(local.machine_settings) + length(local.machine_script) <= 16160
      error_message = "The machine's start script is longer than the 16384 bytes that EC2 takes. Shorten the policy file."
    }
  }
}

# The runner, while it is switched on. A new machine comes when the template changes.
resource "aws_autoscaling_group" "runner" {
  name                      = "${var.name}-runner"
  min_size                  = var.runner_enabled ? 1 : 0
  max_size                  = var.runner_enabled ? 1 : 0
  desired_capacity          = var.runner_enabled ? 1 : 0
  vpc_zone_identifier       = local.subnet_ids
  health_check_type         = "EC2"
  health_check_grace_period = 300

  launch_template {
    id      = aws_launch_template.runner.id
    version = aws_launch_template.runner.latest_version
  }

  initial_lifecycle_hook {
    name                 = "drain"
    lifecycle_transition = "autoscaling:EC2_INSTANCE_TERMINATING"
    heartbeat_timeout    = 3600
    default_result       = "CONTINUE"
  }

  instance_refresh {
    strategy = "Rolling"

    preferences {
      min_healthy_percentage = 0
    }
  }

  dynamic "tag" {
    for_each = local.tags

    content {
      key                 = tag.key
      value               = tag.value
      propagate_at_launch = false
    }
  }

  # Jobs may finish before the machine goes.
  timeouts {
    delete = "75m"
  }

  # A machine that starts before it can reach anything only waits.
  depends_on = [
    aws_iam_role_policy.runner,
    aws_vpc_security_group_egress_rule.https,
    aws_route.private,
    aws_route_table_association.private,
  ]
}
