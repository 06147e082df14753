variables {
  package             = "versions.tf"
  root_key            = "{\"kty\":\"EC\",\"crv\":\"P-256\",\"x\":\"x\",\"y\":\"y\"}"
  signing_certificate = "certificate"
}

run "everything_is_private_and_encrypted" {
  assert {
    condition     = alltrue(values({ for k in ["block_public_acls", "block_public_policy", "ignore_public_acls", "restrict_public_buckets"] : k => aws_s3_bucket_public_access_block.blobs[k] }))
    error_message = "The bucket must have no public access."
  }

  assert {
    condition     = one(one(aws_s3_bucket_server_side_encryption_configuration.blobs.rule).apply_server_side_encryption_by_default).sse_algorithm == "AES256"
    error_message = "Blobs must be encrypted."
  }

  assert {
    condition     = aws_sqs_queue.events.sqs_managed_sse_enabled && aws_sqs_queue.events_dead.sqs_managed_sse_enabled
    error_message = "Queues must be encrypted."
  }

  assert {
    condition     = aws_dynamodb_table.records.server_side_encryption[0].enabled && aws_dynamodb_table.records.point_in_time_recovery[0].enabled && aws_dynamodb_table.records.deletion_protection_enabled
    error_message = "Records must be encrypted, recoverable and protected."
  }

  assert {
    condition     = jsondecode(aws_s3_bucket_policy.blobs.policy).Statement[0].Condition.Bool["aws:SecureTransport"] == "false"
    error_message = "The bucket must refuse what does not come by TLS."
  }
}

run "no_policy_allows_every_action_or_more_than_its_own" {
  assert {
    condition = alltrue(flatten([
      for policy in [aws_iam_role_policy.function.policy, aws_iam_role_policy.queue_lending.policy, aws_iam_role_policy.scheduler.policy] : [
        for statement in jsondecode(policy).Statement : statement.Effect == "Deny" || (
          alltrue([for action in flatten([statement.Action]) : !strcontains(action, "*")]) &&
          (flatten([statement.Resource]) != ["*"] || flatten([statement.Action]) == ["secretsmanager:ListSecrets"])
        )
      ]
    ]))
    error_message = "A policy allows an action with a wildcard, or everything."
  }
}

run "without_a_domain_the_api_is_at_its_own_name" {
  assert {
    condition     = length(aws_apigatewayv2_domain_name.this) == 0 && !aws_apigatewayv2_api.this.disable_execute_api_endpoint
    error_message = "The API must be at its own name."
  }
}

run "a_failed_event_is_tried_as_often_as_the_redrive_says" {
  assert {
    condition     = jsondecode(aws_sqs_queue.events.redrive_policy).maxReceiveCount == 5 && jsondecode(aws_sqs_queue.events.redrive_policy).deadLetterTargetArn == aws_sqs_queue.events_dead.arn
    error_message = "The fifth failure must end in the dead-letter queue."
  }

  assert {
    condition     = aws_sqs_queue.events.visibility_timeout_seconds >= 6 * aws_lambda_function.this["events"].timeout
    error_message = "A message must stay hidden for six times the function's timeout."
  }

  assert {
    condition     = aws_lambda_event_source_mapping.events.function_response_types == toset(["ReportBatchItemFailures"])
    error_message = "One failed message must not fail its batch."
  }
}

run "a_key_that_takes_over_may_sign_as_well" {
  command = plan

  variables {
    further_signing_keys = ["arn:aws:kms:eu-central-1:123456789012:key/99999999-2222-3333-4444-555555555555"]
  }

  assert {
    condition     = [for statement in jsondecode(aws_iam_role_policy.function.policy).Statement : statement.Resource if statement.Sid == "Signing"][0][1] == var.further_signing_keys[0]
    error_message = "The functions may not sign with the further key."
  }
}

run "alarms_watch_dead_letters_and_age" {
  variables {
    alarm_topics = ["arn:aws:sns:eu-central-1:123456789012:alarms"]
  }

  assert {
    condition     = aws_cloudwatch_metric_alarm.dead_letters.dimensions.QueueName == aws_sqs_queue.events_dead.name && aws_cloudwatch_metric_alarm.dead_letters.threshold == 0
    error_message = "The first dead letter must be an alarm."
  }

  assert {
    condition     = aws_cloudwatch_metric_alarm.oldest_event.metric_name == "ApproximateAgeOfOldestMessage" && aws_cloudwatch_metric_alarm.oldest_event.dimensions.QueueName == aws_sqs_queue.events.name
    error_message = "The age of the oldest event must be watched."
  }

  assert {
    condition     = aws_cloudwatch_metric_alarm.no_tick.alarm_actions == toset(["arn:aws:sns:eu-central-1:123456789012:alarms"])
    error_message = "Alarms must go to the topics."
  }

  assert {
    condition     = alltrue([for group in aws_cloudwatch_log_group.function : group.retention_in_days == 30])
    error_message = "Logs must not be kept for ever."
  }
}

run "a_domain_replaces_the_apis_own_name" {
  variables {
    domain = { name = "landfall.example.com", certificate = "arn:aws:acm:eu-central-1:123456789012:certificate/1" }
  }

  assert {
    condition     = output.url == "https://landfall.example.com" && aws_apigatewayv2_api.this.disable_execute_api_endpoint && length(aws_apigatewayv2_api_mapping.this) == 1
    error_message = "The API must be at its domain alone."
  }
}

run "a_private_root_key_is_refused" {
  command = plan

  variables {
    root_key = "{\"kty\":\"EC\",\"crv\":\"P-256\",\"x\":\"x\",\"y\":\"y\",\"d\":\"secret\"}"
  }

  expect_failures = [var.root_key]
}

run "what_cannot_be_is_refused" {
  command = plan

  variables {
    name                 = "land-fall"
    package              = "no/such.zip"
    runtime              = "java17"
    architecture         = "riscv"
    memory_mb            = 128
    log_retention_days   = 31
    alarm_topics         = ["me@example.com"]
    further_signing_keys = ["*"]
    domain               = { name = "a.example.com", certificate = "file.pem" }
  }

  expect_failures = [
    var.name, var.package, var.runtime, var.architecture, var.memory_mb, var.log_retention_days, var.alarm_topics, var.domain,
    var.further_signing_keys,
  ]
}
