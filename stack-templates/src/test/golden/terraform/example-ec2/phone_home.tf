resource "aws_cloudwatch_log_group" "phone_home" {
  name              = "/aws/lambda/${var.name}-phone-home"
  retention_in_days = 30
  tags              = local.tags
}

resource "aws_iam_role" "phone_home" {
  name        = "${var.name}-phone-home"
  description = "Tells the control plane what the stack has"
  assume_role_policy = jsonencode({
    Version = "2012-10-17"
    Statement = [
      {
        Effect = "Allow"
        Principal = {
          Service = "lambda.amazonaws.com"
        }
        Action = ["sts:AssumeRole"]
      },
    ]
  })
  tags = local.tags
}

resource "aws_iam_role_policy" "phone_home" {
  name = "log"
  role = aws_iam_role.phone_home.id
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [
      {
        Sid      = "WriteItsLog"
        Effect   = "Allow"
        Action   = ["logs:CreateLogStream", "logs:PutLogEvents"]
        Resource = "${aws_cloudwatch_log_group.phone_home.arn}:*"
      },
    ]
  })
}

data "archive_file" "phone_home" {
  type             = "zip"
  source_file      = "${path.module}/phone_home.py"
  output_path      = "${path.module}/.terraform-phone-home.zip"
  output_file_mode = "0644"
}

resource "aws_lambda_function" "phone_home" {
  function_name    = "${var.name}-phone-home"
  runtime          = "python3.13"
  handler          = "phone_home.handler"
  role             = aws_iam_role.phone_home.arn
  timeout          = 240
  memory_size      = 256
  filename         = data.archive_file.phone_home.output_path
  source_code_hash = data.archive_file.phone_home.output_base64sha256
  tags             = local.tags

  depends_on = [aws_cloudwatch_log_group.phone_home, aws_iam_role_policy.phone_home]
}

# Called when all else is there, after each change of what it is told, and before anything is destroyed.
resource "aws_lambda_invocation" "phone_home" {
  function_name   = aws_lambda_function.phone_home.function_name
  lifecycle_scope = "CRUD"
  terraform_key   = "tf"
  input = jsonencode({
    address  = var.phone_home
    audience = "landfall:phone-home:${var.install_id}"
    host     = "sts.${local.region}.${data.aws_partition.current.dns_suffix}"
    statement = {
      stack      = "terraform:${terraform_data.stack.id}"
      account    = local.account
      region     = local.region
      vpc        = local.vpc_id
      subnets    = local.subnet_ids
      runnerRole = aws_iam_role.runner.arn
      roles = {
        deprovision = one(aws_iam_role.role_deprovision[*].arn)
        maintenance = one(aws_iam_role.role_maintenance[*].arn)
        provision   = one(aws_iam_role.role_provision[*].arn)
        emergency   = one(aws_iam_role.role_emergency[*].arn)
      }
      secrets = {
        license_key = aws_secretsmanager_secret_version.secret_license_key.arn
        db_password = aws_secretsmanager_secret_version.secret_db_password.arn
      }
      inputs = {
        domain   = var.input_domain
        machines = tostring(var.input_machines)
      }
      stateBucket   = module.state.bucket
      stateKey      = module.state.key_arn
      planKey       = aws_secretsmanager_secret_version.plan_key.arn
      logGroup      = aws_cloudwatch_log_group.runner.name
      runnerEnabled = var.runner_enabled
    }
  })

  depends_on = [
    aws_iam_role_policy.runner,
    aws_iam_role_policy_attachment.role_deprovision_state,
    aws_iam_role_policy.role_deprovision_1,
    aws_iam_role_policy_attachment.role_maintenance_state,
    aws_iam_role_policy.role_maintenance_1,
    aws_iam_role_policy_attachment.role_provision_state,
    aws_iam_role_policy.role_provision_1,
    aws_iam_role_policy_attachment.role_emergency_state,
    aws_iam_role_policy_attachment.role_emergency_1,
    aws_autoscaling_group.runner,
  ]
}
