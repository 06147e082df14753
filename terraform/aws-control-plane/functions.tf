locals {
  handlers = {
    http      = "HttpHandler"
    events    = "EventsHandler"
    tick      = "TickHandler"
    bootstrap = "BootstrapHandler"
  }
  # Each under a minute: what the due index promises must hold when a function is cut off.
  timeouts = {
    http      = 29
    events    = 30
    tick      = 55
    bootstrap = 29
  }
  environment = {
    LANDFALL_TABLE               = aws_dynamodb_table.records.name
    LANDFALL_BUCKET              = aws_s3_bucket.blobs.bucket
    LANDFALL_QUEUE_PREFIX        = var.name
    LANDFALL_QUEUE_ROLE          = aws_iam_role.queue_lending.arn
    LANDFALL_SECRET_PREFIX       = var.name
    LANDFALL_SIGNING_KEY         = aws_kms_key.signing.key_id
    LANDFALL_ROOT_KEY            = jsonencode(jsondecode(var.root_key))
    LANDFALL_SIGNING_CERTIFICATE = trimspace(var.signing_certificate)
    LANDFALL_PUBLIC_URL          = local.public_url
    JAVA_TOOL_OPTIONS            = "-XX:TieredStopAtLevel=1 -XX:MetaspaceSize=64m -Xms24m -Xmn12m -Xmx192m -XX:MinHeapFreeRatio=10 -XX:MaxHeapFreeRatio=20 -Xss512k"
  }
}

resource "aws_cloudwatch_log_group" "function" {
  for_each = local.handlers

  name              = "/aws/lambda/${var.name}-${each.key}"
  retention_in_days = var.log_retention_days
  tags              = local.tags
}

resource "aws_lambda_function" "this" {
  for_each = local.handlers

  function_name    = "${var.name}-${each.key}"
  role             = aws_iam_role.function.arn
  filename         = var.package
  source_code_hash = filebase64sha256(var.package)
  handler          = "dev.landfall.functionsaws.lambda.${each.value}::handleRequest"
  runtime          = var.runtime
  architectures    = [var.architecture]
  memory_size      = var.memory_mb
  timeout          = local.timeouts[each.key]
  publish          = true
  tags             = local.tags

  environment {
    variables = local.environment
  }

  dynamic "snap_start" {
    for_each = var.snap_start ? ["on"] : []

    content {
      apply_on = "PublishedVersions"
    }
  }

  depends_on = [aws_cloudwatch_log_group.function, aws_iam_role_policy.function]
}

resource "aws_lambda_alias" "live" {
  for_each = local.handlers

  name             = "live"
  function_name    = aws_lambda_function.this[each.key].function_name
  function_version = aws_lambda_function.this[each.key].version
}

resource "aws_scheduler_schedule" "tick" {
  name                = "${var.name}-tick"
  schedule_expression = "rate(1 minute)"

  flexible_time_window {
    mode = "OFF"
  }

  target {
    arn      = aws_lambda_alias.live["tick"].arn
    role_arn = aws_iam_role.scheduler.arn

    # The next minute's tick does what this one could not.
    retry_policy {
      maximum_retry_attempts = 0
    }
  }
}

resource "aws_lambda_function_event_invoke_config" "tick" {
  function_name          = aws_lambda_function.this["tick"].function_name
  qualifier              = aws_lambda_alias.live["tick"].name
  maximum_retry_attempts = 0
}
