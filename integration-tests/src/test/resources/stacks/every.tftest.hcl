# What holds of every stack on AWS, whatever the runner runs on.

run "states_are_versioned_encrypted_locked_and_kept" {
  command = plan

  module {
    source = "./state"
  }

  variables {
    name      = "shop-acme"
    account   = "123456789012"
    log_group = "/landfall/shop-acme"
    tags      = {}
  }

  assert {
    condition     = aws_s3_bucket_versioning.states.versioning_configuration[0].status == "Enabled"
    error_message = "States must have versions."
  }

  assert {
    condition     = one(one(aws_s3_bucket_server_side_encryption_configuration.states.rule).apply_server_side_encryption_by_default).sse_algorithm == "aws:kms"
    error_message = "States must be encrypted with the stack's key."
  }

  assert {
    condition = alltrue([
      aws_s3_bucket_public_access_block.states.block_public_acls,
      aws_s3_bucket_public_access_block.states.block_public_policy,
      aws_s3_bucket_public_access_block.states.ignore_public_acls,
      aws_s3_bucket_public_access_block.states.restrict_public_buckets,
    ])
    error_message = "States must not become public."
  }

  assert {
    condition     = aws_kms_key.stack.enable_key_rotation
    error_message = "The key must rotate."
  }
}

run "the_runner_log_is_encrypted_and_ends" {
  command = plan

  assert {
    condition     = aws_cloudwatch_log_group.runner.retention_in_days == 30 && aws_cloudwatch_log_group.phone_home.retention_in_days == 30
    error_message = "Logs must be kept for 30 days."
  }
}

run "no_secret_is_an_argument_that_the_state_keeps" {
  command = plan

  assert {
    condition     = aws_secretsmanager_secret_version.plan_key.secret_string == null && aws_secretsmanager_secret_version.plan_key.secret_string_wo_version == 1
    error_message = "The key of plans must be written and not kept."
  }
}

run "the_call_home_tells_create_update_and_destroy_apart" {
  command = plan

  assert {
    condition     = aws_lambda_invocation.phone_home.lifecycle_scope == "CRUD" && aws_lambda_invocation.phone_home.terraform_key == "tf"
    error_message = "The function must be invoked for all of it."
  }
}

run "it_is_refused_elsewhere_before_anything_is_made" {
  command = plan

  variables {
    account = "999999999999"
    region  = "us-east-1"
  }

  expect_failures = [data.aws_caller_identity.current, data.aws_region.current]
}

run "wrong_values_of_the_install_are_refused" {
  command = plan

  variables {
    name          = "Shop"
    install_id    = "in 1"
    control_plane = "http://landfall.example.com"
    phone_home    = "landfall.example.com"
    pool          = ""
    root_key      = "'"
    account       = "1"
  }

  expect_failures = [
    var.name, var.install_id, var.control_plane, var.phone_home, var.pool, var.root_key, var.account,
  ]
}
