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
          Service = "ecs-tasks.amazonaws.com"
        }
        Action = ["sts:AssumeRole"]
        Condition = {
          StringEquals = {
            "aws:SourceAccount" = local.account
          }
        }
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

# ECS itself: pulls the image, hands over the key of plans, writes the log.
resource "aws_iam_role" "start" {
  name        = "${var.name}-start"
  description = "Starts the Landfall runner's container"
  assume_role_policy = jsonencode({
    Version = "2012-10-17"
    Statement = [
      {
        Effect = "Allow"
        Principal = {
          Service = "ecs-tasks.amazonaws.com"
        }
        Action = ["sts:AssumeRole"]
        Condition = {
          StringEquals = {
            "aws:SourceAccount" = local.account
          }
        }
      },
    ]
  })
  tags = local.tags
}

resource "aws_iam_role_policy" "start" {
  name = "start"
  role = aws_iam_role.start.id
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [
      {
        Sid    = "PullImages"
        Effect = "Allow"
        Action = [
          "ecr:GetAuthorizationToken",
          "ecr:BatchCheckLayerAvailability",
          "ecr:BatchGetImage",
          "ecr:GetDownloadUrlForLayer",
        ]
        Resource = "*"
      },
      {
        Sid      = "ReadPlanKey"
        Effect   = "Allow"
        Action   = ["secretsmanager:GetSecretValue"]
        Resource = aws_secretsmanager_secret_version.plan_key.arn
      },
      {
        Sid      = "OpenIt"
        Effect   = "Allow"
        Action   = ["kms:Decrypt"]
        Resource = module.state.key_arn
      },
      {
        Sid      = "WriteTheLog"
        Effect   = "Allow"
        Action   = ["logs:CreateLogStream", "logs:PutLogEvents"]
        Resource = "${aws_cloudwatch_log_group.runner.arn}:*"
      },
    ]
  })
}

locals {
  settings = {
    LANDFALL_RUNNER_DRAIN_TIMEOUT_SECONDS = "90"
    LANDFALL_RUNNER_IDENTITY              = "aws"
    LANDFALL_RUNNER_NOTICES               = "none"
    LANDFALL_RUNNER_POOL                  = var.pool
    LANDFALL_RUNNER_ROOT_KEY              = var.root_key
    LANDFALL_RUNNER_SCALE_IN_SECONDS      = "3600"
    LANDFALL_RUNNER_SERVER                = var.control_plane
    POLICY_BASE64                         = var.policy_file == null ? "" : base64encode(var.policy_file)
  }
}

resource "aws_ecs_cluster" "runner" {
  name = "${var.name}-runner"
  tags = local.tags
}

resource "aws_ecs_task_definition" "runner" {
  family                   = "${var.name}-runner"
  requires_compatibilities = ["FARGATE"]
  network_mode             = "awsvpc"
  cpu                      = "1024"
  memory                   = "2048"
  task_role_arn            = aws_iam_role.runner.arn
  execution_role_arn       = aws_iam_role.start.arn
  container_definitions = jsonencode([
    {
      name       = "runner"
      image      = "registry.example.com/landfall/runner@sha256:9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08"
      essential  = true
      entryPoint = ["/bin/sh", "-c"]
      command = [
        "umask 077; mkdir -p /var/lib/landfall; printf %s \"$PLAN_KEY_HEX\" | basenc --base16 --decode >/var/lib/landfall/plan.key; [ -z \"$POLICY_BASE64\" ] || printf %s \"$POLICY_BASE64\" | base64 --decode >/var/lib/landfall/policy.toml; unset PLAN_KEY_HEX POLICY_BASE64; exec /opt/landfall/landfall runner start --dir /var/lib/landfall",
      ]
      environment = [for name, value in local.settings : { name = name, value = value }]
      secrets = [
        {
          name      = "PLAN_KEY_HEX"
          valueFrom = aws_secretsmanager_secret_version.plan_key.arn
        },
      ]
      stopTimeout = 120
      logConfiguration = {
        logDriver = "awslogs"
        options = {
          "awslogs-group"         = aws_cloudwatch_log_group.runner.name
          "awslogs-region"        = local.region
          "awslogs-stream-prefix" = "runner"
        }
      }
    },
  ])
  tags = local.tags

  runtime_platform {
    cpu_architecture        = "X86_64"
    operating_system_family = "LINUX"
  }
}

# The runner, while it is switched on.
resource "aws_ecs_service" "runner" {
  name                               = "${var.name}-runner"
  cluster                            = aws_ecs_cluster.runner.arn
  launch_type                        = "FARGATE"
  desired_count                      = var.runner_enabled ? 1 : 0
  task_definition                    = aws_ecs_task_definition.runner.arn
  deployment_minimum_healthy_percent = 0
  deployment_maximum_percent         = 100
  tags                               = local.tags

  network_configuration {
    assign_public_ip = false
    security_groups  = [aws_security_group.runner.id]
    subnets          = local.subnet_ids
  }

  depends_on = [aws_iam_role_policy.runner, aws_iam_role_policy.start, aws_vpc_security_group_egress_rule.https]
}
