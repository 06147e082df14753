# Policies are written as they are sent, so that what is tested is their own text.
locals {
  queues  = "arn:${local.partition}:sqs:${local.region}:${local.account}:${var.name}-*"
  secrets = "arn:${local.partition}:secretsmanager:${local.region}:${local.account}:secret:${var.name}/*"
}

resource "aws_iam_role" "function" {
  name                 = "${var.name}-function"
  permissions_boundary = var.permissions_boundary
  tags                 = local.tags

  assume_role_policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Effect    = "Allow"
      Action    = "sts:AssumeRole"
      Principal = { Service = "lambda.amazonaws.com" }
    }]
  })
}

resource "aws_iam_role_policy" "function" {
  name = "landfall"
  role = aws_iam_role.function.id

  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [
      {
        Sid      = "Records"
        Effect   = "Allow"
        Action   = ["dynamodb:GetItem", "dynamodb:Query", "dynamodb:PutItem", "dynamodb:DeleteItem"]
        Resource = aws_dynamodb_table.records.arn
      },
      {
        Sid      = "Blobs"
        Effect   = "Allow"
        Action   = ["s3:GetObject", "s3:PutObject", "s3:DeleteObject"]
        Resource = "${aws_s3_bucket.blobs.arn}/*"
      },
      {
        Sid      = "BlobNames"
        Effect   = "Allow"
        Action   = "s3:ListBucket"
        Resource = aws_s3_bucket.blobs.arn
      },
      {
        Sid    = "Queues"
        Effect = "Allow"
        Action = [
          "sqs:CreateQueue",
          "sqs:TagQueue",
          "sqs:GetQueueUrl",
          "sqs:GetQueueAttributes",
          "sqs:SendMessage",
          "sqs:ReceiveMessage",
          "sqs:DeleteMessage",
          "sqs:ChangeMessageVisibility",
        ]
        Resource = local.queues
      },
      {
        Sid      = "Signing"
        Effect   = "Allow"
        Action   = "kms:Sign"
        Resource = concat([aws_kms_key.signing.arn], var.further_signing_keys)
      },
      {
        Sid    = "Secrets"
        Effect = "Allow"
        Action = [
          "secretsmanager:CreateSecret",
          "secretsmanager:PutSecretValue",
          "secretsmanager:GetSecretValue",
          "secretsmanager:DescribeSecret",
          "secretsmanager:DeleteSecret",
          "secretsmanager:RestoreSecret",
        ]
        Resource = local.secrets
      },
      {
        # The action has no resource type, so it cannot be narrowed to a name.
        Sid      = "SecretNames"
        Effect   = "Allow"
        Action   = "secretsmanager:ListSecrets"
        Resource = "*"
      },
      {
        Sid      = "LendQueues"
        Effect   = "Allow"
        Action   = "sts:AssumeRole"
        Resource = aws_iam_role.queue_lending.arn
      },
      {
        Sid      = "Logs"
        Effect   = "Allow"
        Action   = ["logs:CreateLogStream", "logs:PutLogEvents"]
        Resource = [for group in aws_cloudwatch_log_group.function : "${group.arn}:*"]
      },
    ]
  })
}

# Runners are lent sessions of this role, each narrowed by a session policy to one queue.
resource "aws_iam_role" "queue_lending" {
  name                 = "${var.name}-queue-lending"
  max_session_duration = 3600
  permissions_boundary = var.permissions_boundary
  tags                 = local.tags

  assume_role_policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Effect    = "Allow"
      Action    = "sts:AssumeRole"
      Principal = { AWS = aws_iam_role.function.arn }
    }]
  })
}

resource "aws_iam_role_policy" "queue_lending" {
  name = "queues"
  role = aws_iam_role.queue_lending.id

  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [
      {
        Effect   = "Allow"
        Action   = ["sqs:ReceiveMessage", "sqs:DeleteMessage", "sqs:ChangeMessageVisibility"]
        Resource = local.queues
      },
      {
        # Events and dead letters are the control plane's own.
        Effect   = "Deny"
        Action   = "sqs:*"
        Resource = [aws_sqs_queue.events.arn, "arn:${local.partition}:sqs:${local.region}:${local.account}:${var.name}-*-dead"]
      },
    ]
  })
}

resource "aws_iam_role" "scheduler" {
  name                 = "${var.name}-scheduler"
  permissions_boundary = var.permissions_boundary
  tags                 = local.tags

  assume_role_policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Effect    = "Allow"
      Action    = "sts:AssumeRole"
      Principal = { Service = "scheduler.amazonaws.com" }
      Condition = { StringEquals = { "aws:SourceAccount" = local.account } }
    }]
  })
}

resource "aws_iam_role_policy" "scheduler" {
  name = "tick"
  role = aws_iam_role.scheduler.id

  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Effect   = "Allow"
      Action   = "lambda:InvokeFunction"
      Resource = aws_lambda_alias.live["tick"].arn
    }]
  })
}
