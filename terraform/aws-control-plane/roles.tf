data "aws_iam_policy_document" "function_trust" {
  statement {
    actions = ["sts:AssumeRole"]

    principals {
      type        = "Service"
      identifiers = ["lambda.amazonaws.com"]
    }
  }
}

resource "aws_iam_role" "function" {
  name               = "${var.name}-function"
  assume_role_policy = data.aws_iam_policy_document.function_trust.json
  tags               = local.tags
}

locals {
  queues  = "arn:${local.partition}:sqs:${local.region}:${local.account}:${var.name}-*"
  secrets = "arn:${local.partition}:secretsmanager:${local.region}:${local.account}:secret:${var.name}/*"
}

data "aws_iam_policy_document" "function" {
  statement {
    sid = "Records"
    actions = [
      "dynamodb:GetItem",
      "dynamodb:Query",
      "dynamodb:PutItem",
      "dynamodb:DeleteItem",
      "dynamodb:ConditionCheckItem",
    ]
    resources = [aws_dynamodb_table.records.arn]
  }

  statement {
    sid       = "Blobs"
    actions   = ["s3:GetObject", "s3:PutObject", "s3:DeleteObject"]
    resources = ["${aws_s3_bucket.blobs.arn}/*"]
  }

  statement {
    sid       = "BlobNames"
    actions   = ["s3:ListBucket"]
    resources = [aws_s3_bucket.blobs.arn]
  }

  statement {
    sid = "Queues"
    actions = [
      "sqs:CreateQueue",
      "sqs:TagQueue",
      "sqs:GetQueueUrl",
      "sqs:GetQueueAttributes",
      "sqs:SendMessage",
      "sqs:ReceiveMessage",
      "sqs:DeleteMessage",
    ]
    resources = [local.queues]
  }

  statement {
    sid       = "Signing"
    actions   = ["kms:Sign"]
    resources = [aws_kms_key.signing.arn]
  }

  statement {
    sid = "Secrets"
    actions = [
      "secretsmanager:CreateSecret",
      "secretsmanager:PutSecretValue",
      "secretsmanager:GetSecretValue",
      "secretsmanager:DescribeSecret",
      "secretsmanager:DeleteSecret",
      "secretsmanager:RestoreSecret",
      "secretsmanager:TagResource",
    ]
    resources = [local.secrets]
  }

  # The action has no resource type, so it cannot be narrowed to a name.
  statement {
    sid       = "SecretNames"
    actions   = ["secretsmanager:ListSecrets"]
    resources = ["*"]
  }

  statement {
    sid       = "LendQueues"
    actions   = ["sts:AssumeRole"]
    resources = [aws_iam_role.queue_lending.arn]
  }

  statement {
    sid       = "Logs"
    actions   = ["logs:CreateLogStream", "logs:PutLogEvents"]
    resources = [for group in aws_cloudwatch_log_group.function : "${group.arn}:*"]
  }
}

resource "aws_iam_role_policy" "function" {
  name   = "landfall"
  role   = aws_iam_role.function.id
  policy = data.aws_iam_policy_document.function.json
}

# Runners are lent sessions of this role, each narrowed by a session policy to one queue.
data "aws_iam_policy_document" "queue_lending_trust" {
  statement {
    actions = ["sts:AssumeRole"]

    principals {
      type        = "AWS"
      identifiers = [aws_iam_role.function.arn]
    }
  }
}

data "aws_iam_policy_document" "queue_lending" {
  statement {
    actions   = ["sqs:ReceiveMessage", "sqs:DeleteMessage", "sqs:ChangeMessageVisibility"]
    resources = [local.queues]
  }

  # Events and dead letters are the control plane's own.
  statement {
    effect    = "Deny"
    actions   = ["sqs:*"]
    resources = [aws_sqs_queue.events.arn, "arn:${local.partition}:sqs:${local.region}:${local.account}:${var.name}-*-dead"]
  }
}

resource "aws_iam_role" "queue_lending" {
  name                 = "${var.name}-queue-lending"
  assume_role_policy   = data.aws_iam_policy_document.queue_lending_trust.json
  max_session_duration = 3600
  tags                 = local.tags
}

resource "aws_iam_role_policy" "queue_lending" {
  name   = "queues"
  role   = aws_iam_role.queue_lending.id
  policy = data.aws_iam_policy_document.queue_lending.json
}

data "aws_iam_policy_document" "scheduler_trust" {
  statement {
    actions = ["sts:AssumeRole"]

    principals {
      type        = "Service"
      identifiers = ["scheduler.amazonaws.com"]
    }

    condition {
      test     = "StringEquals"
      variable = "aws:SourceAccount"
      values   = [local.account]
    }
  }
}

data "aws_iam_policy_document" "scheduler" {
  statement {
    actions   = ["lambda:InvokeFunction"]
    resources = [aws_lambda_alias.live["tick"].arn]
  }
}

resource "aws_iam_role" "scheduler" {
  name               = "${var.name}-scheduler"
  assume_role_policy = data.aws_iam_policy_document.scheduler_trust.json
  tags               = local.tags
}

resource "aws_iam_role_policy" "scheduler" {
  name   = "tick"
  role   = aws_iam_role.scheduler.id
  policy = data.aws_iam_policy_document.scheduler.json
}
