# The key of plans: 32 random bytes in hexadecimal.
ephemeral "aws_secretsmanager_random_password" "plan_key" {
  password_length     = 64
  exclude_lowercase   = true
  exclude_punctuation = true
  exclude_characters  = "GHIJKLMNOPQRSTUVWXYZ"
}

resource "aws_secretsmanager_secret" "plan_key" {
  name                    = "${var.name}/plan-key"
  description             = "Key of Terraform plans between their making and their approval"
  kms_key_id              = module.state.key_arn
  recovery_window_in_days = 0
  tags                    = local.tags
}

resource "aws_secretsmanager_secret_version" "plan_key" {
  secret_id                = aws_secretsmanager_secret.plan_key.id
  secret_string_wo         = ephemeral.aws_secretsmanager_random_password.plan_key.random_password
  secret_string_wo_version = 1
}
