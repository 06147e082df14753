resource "aws_cloudwatch_metric_alarm" "dead_letters" {
  alarm_name          = "${var.name}-events-dead-letters"
  alarm_description   = "Events that could not be handled five times: landfall queue dead-letters events, then redrive."
  namespace           = "AWS/SQS"
  metric_name         = "ApproximateNumberOfMessagesVisible"
  statistic           = "Maximum"
  comparison_operator = "GreaterThanThreshold"
  threshold           = 0
  period              = 60
  evaluation_periods  = 5
  treat_missing_data  = "notBreaching"
  alarm_actions       = var.alarm_topics
  tags                = local.tags

  dimensions = {
    QueueName = aws_sqs_queue.events_dead.name
  }
}

resource "aws_cloudwatch_metric_alarm" "oldest_event" {
  alarm_name          = "${var.name}-events-oldest"
  alarm_description   = "The oldest event waits for more than five minutes: the function that handles events fails or is throttled."
  namespace           = "AWS/SQS"
  metric_name         = "ApproximateAgeOfOldestMessage"
  statistic           = "Maximum"
  comparison_operator = "GreaterThanThreshold"
  threshold           = 300
  period              = 60
  evaluation_periods  = 3
  treat_missing_data  = "notBreaching"
  alarm_actions       = var.alarm_topics
  tags                = local.tags

  dimensions = {
    QueueName = aws_sqs_queue.events.name
  }
}

resource "aws_cloudwatch_metric_alarm" "errors" {
  for_each = local.handlers

  alarm_name          = "${var.name}-${each.key}-errors"
  alarm_description   = "The function ${var.name}-${each.key} failed; its log says why."
  namespace           = "AWS/Lambda"
  metric_name         = "Errors"
  statistic           = "Sum"
  comparison_operator = "GreaterThanThreshold"
  threshold           = 0
  period              = 300
  evaluation_periods  = 1
  treat_missing_data  = "notBreaching"
  alarm_actions       = var.alarm_topics
  tags                = local.tags

  dimensions = {
    FunctionName = aws_lambda_function.this[each.key].function_name
  }
}

# A minute without a tick delays timers by that minute; ten are an outage.
resource "aws_cloudwatch_metric_alarm" "no_tick" {
  alarm_name          = "${var.name}-no-tick"
  alarm_description   = "The minute timer has not run for ten minutes: leases, schedules and retries stand still."
  namespace           = "AWS/Lambda"
  metric_name         = "Invocations"
  statistic           = "Sum"
  comparison_operator = "LessThanThreshold"
  threshold           = 1
  period              = 300
  evaluation_periods  = 2
  treat_missing_data  = "breaching"
  alarm_actions       = var.alarm_topics
  tags                = local.tags

  dimensions = {
    FunctionName = aws_lambda_function.this["tick"].function_name
  }
}
