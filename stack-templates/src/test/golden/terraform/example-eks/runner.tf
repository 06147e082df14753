# The runner's role, while it is switched on.
resource "aws_eks_pod_identity_association" "runner" {
  count = var.runner_enabled ? 1 : 0

  cluster_name    = var.cluster_name
  namespace       = "landfall"
  service_account = "landfall-runner"
  role_arn        = aws_iam_role.runner.arn
  tags            = local.tags
}

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
          Service = "pods.eks.amazonaws.com"
        }
        Action = ["sts:AssumeRole", "sts:TagSession"]
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
